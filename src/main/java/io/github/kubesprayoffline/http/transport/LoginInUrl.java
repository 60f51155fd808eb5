package io.github.kubesprayoffline.http.transport;

import io.github.kubesprayoffline.http.Credentials;
import io.github.kubesprayoffline.http.Request;
import java.net.URI;
import java.util.Locale;

/** The login that a user wrote into a URL. One that a server writes there is nobody's. */
final class LoginInUrl {

  private LoginInUrl() {}

  /** The same request with the login as a header, which counts less than one that is there. */
  static Request asHeader(Request request) {
    String login = request.uri().getUserInfo();
    Request bare = request.to(without(request.uri()), request.headers());
    if (login == null || request.headers().containsKey("Authorization")) {
      return bare;
    }
    int colon = login.indexOf(':');
    String user = colon < 0 ? login : login.substring(0, colon);
    String password = colon < 0 ? "" : login.substring(colon + 1);
    return bare.withHeaders(Credentials.basic(user, password).headers());
  }

  /** The URL without a login, its scheme in small letters. */
  static URI without(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String login = uri.getRawUserInfo();
    if (login == null && scheme.equals(uri.getScheme())) {
      return uri;
    }
    String rest = uri.toString().substring(scheme.length() + "://".length());
    return URI.create(scheme + "://" + (login == null ? rest : rest.substring(login.length() + 1)));
  }
}
