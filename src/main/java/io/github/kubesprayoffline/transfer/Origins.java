package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.http.transport.Buckets;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.SafeUrl;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Knows how each kind of URL is asked: http, file, and whatever file systems are installed. */
public final class Origins {

  private final HttpTransport transport;
  private final Buckets buckets;

  /** Origins that send their HTTP requests so. */
  public Origins(HttpTransport transport) {
    this(transport, Buckets.ofThisMachine());
  }

  Origins(HttpTransport transport, Buckets buckets) {
    this.transport = transport;
    this.buckets = buckets;
  }

  /** An item's places, in the order to try them: mirrors, then the URL itself. */
  public List<Origin> of(List<Mirror> mirrors, String url) {
    return Mirror.places(mirrors, url).stream().map(this::of).toList();
  }

  /**
   * A URL as an origin.
   *
   * @throws InvalidInputException if nothing here can read such URLs
   */
  public Origin of(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (scheme.equals("http") || scheme.equals("https")) {
      if (url.getHost() == null) {
        throw new InvalidInputException(
            "'%s' names no host, or one that Java refuses (such as with an underscore)."
                .formatted(SafeUrl.of(url)));
      }
      return HttpOrigin.of(transport, url);
    }
    if (scheme.equals("gs")) {
      return new PathOrigin(
          url, () -> Files.newByteChannel(buckets.path(url)), transport.settings().offline());
    }
    FileSystemProvider provider =
        providers(scheme)
            .filter(each -> each.getScheme().equalsIgnoreCase(scheme))
            .findFirst()
            .orElseThrow(() -> unreadable(url));
    boolean remote = !scheme.equals("file");
    return new PathOrigin(
        url,
        () ->
            Files.newByteChannel(
                remote ? path(provider, url) : LocalFile.require(path(provider, url))),
        remote && transport.settings().offline());
  }

  /** The JDK looks for providers on Maven's class path only, where a plugin's are not. */
  private static Stream<FileSystemProvider> providers(String scheme) {
    if (scheme.equals("file")) {
      return Stream.of(FileSystems.getDefault().provider());
    }
    return Stream.concat(
        ServiceLoader.load(FileSystemProvider.class, Origins.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get),
        FileSystemProvider.installedProviders().stream());
  }

  private static Path path(FileSystemProvider provider, URI url) {
    try {
      return provider.getPath(url);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "'%s' cannot be read: %s".formatted(SafeUrl.of(url), e.getMessage()), e);
    }
  }

  private static InvalidInputException unreadable(URI url) {
    return new InvalidInputException(
        "'%s' cannot be read: write an http, https, file or gs URL.".formatted(SafeUrl.of(url)));
  }
}
