package io.github.kubesprayoffline.publish;

import com.google.cloud.WriteChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.StorageException;
import com.google.common.io.ByteStreams;
import io.github.kubesprayoffline.http.BodySource;
import io.github.kubesprayoffline.http.transport.Buckets;
import io.github.kubesprayoffline.id.SafePath;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/** A folder of a bucket of Google Cloud Storage. */
final class GcsStorage implements FileStorage {

  private static final int SMALL = 16 << 20;

  private final Buckets buckets;
  private final String bucket;
  private final String folder;

  GcsStorage(Buckets buckets, URI folder) {
    this.buckets = buckets;
    this.bucket = folder.getAuthority();
    this.folder = folder.getPath().replaceAll("^/+|/+$", "");
  }

  @Override
  public OptionalLong size(String path) throws IOException {
    Optional<Blob> object = asking(() -> buckets.storage().get(at(path)));
    return object.map(blob -> OptionalLong.of(blob.getSize())).orElse(OptionalLong.empty());
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    OptionalLong size = size(path);
    if (size.orElse(0) > SMALL) {
      throw new IOException("it has %d bytes, which is no small file".formatted(size.getAsLong()));
    }
    return size.isEmpty()
        ? Optional.empty()
        : asking(() -> buckets.storage().readAllBytes(at(path)));
  }

  /** The object is there when the channel is closed: one that fails is left open, and goes away. */
  @Override
  public void write(String path, BodySource content) throws IOException {
    BlobInfo object = BlobInfo.newBuilder(at(path)).build();
    asking(
        () -> {
          try (InputStream in = content.open()) {
            WriteChannel out = buckets.storage().writer(object);
            ByteStreams.copy(Channels.newChannel(in), out);
            out.close();
          }
          return path;
        });
  }

  @Override
  public String name() {
    return "gs://" + bucket + "/" + folder;
  }

  private BlobId at(String path) {
    String name = SafePath.require(path);
    return BlobId.of(bucket, folder.isEmpty() ? name : folder + "/" + name);
  }

  /** Google's client fails with unchecked exceptions. */
  private static <T> Optional<T> asking(Callable<T> question) throws IOException {
    try {
      return Optional.ofNullable(question.call());
    } catch (StorageException e) {
      throw new IOException("%s (%d)".formatted(e.getMessage(), e.getCode()), e);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
