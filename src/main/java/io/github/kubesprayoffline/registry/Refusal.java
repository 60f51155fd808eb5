package io.github.kubesprayoffline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.Response;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.oci.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A registry does not take a manifest. Registries disagree on the code for one that refers to what
 * they lack: {@code MANIFEST_BLOB_UNKNOWN}, {@code MANIFEST_INVALID} and others.
 *
 * @param words the registry's own, with the HTTP status
 */
public record Refusal(String words) {

  private static final Set<Integer> STATUSES = Set.of(400, 404, 422);
  private static final int LONGEST_ANSWER = 1 << 16;
  private static final int MOST_WORDS = 500;

  static boolean isOne(Response response) {
    return STATUSES.contains(response.status());
  }

  static Refusal of(Response response) {
    List<String> words = new ArrayList<>();
    words.add("HTTP " + response.status());
    try {
      StrictJson.read(response.bytes(LONGEST_ANSWER))
          .path("errors")
          .forEach(error -> words.add(said(error)));
    } catch (IOException | TransferException e) {
      // It says no more than the status.
    }
    String all = Printable.of(String.join(" ", words));
    return new Refusal(all.substring(0, Math.min(all.length(), MOST_WORDS)));
  }

  private static String said(JsonNode error) {
    return (error.path("code").asText() + " " + error.path("message").asText()).strip();
  }
}
