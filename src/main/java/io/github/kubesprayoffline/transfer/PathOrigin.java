package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.OfflineModeException;
import io.github.kubesprayoffline.id.SafeUrl;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.OptionalLong;

/** An item in a file system: the local one, or a bucket. */
final class PathOrigin implements Origin {

  private final URI url;
  private final String name;
  private final File file;
  private final boolean offline;

  /** A way to open it. */
  @FunctionalInterface
  interface File {
    /** All of it, at its first byte. */
    SeekableByteChannel open() throws IOException;
  }

  PathOrigin(URI url, File file, boolean offline) {
    this.url = url;
    this.name = SafeUrl.of(url);
    this.file = file;
    this.offline = offline;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String key() {
    return SafeUrl.withoutLogin(url.toString());
  }

  @Override
  public OpenedItem open(long from, OptionalLong to, Optional<String> validator)
      throws IOException {
    if (offline) {
      throw new OfflineModeException(name);
    }
    try {
      return opened(file.open(), from);
    } catch (NoSuchFileException e) {
      throw new TransferException("%s: there is no such file.".formatted(name), e);
    } catch (AccessDeniedException e) {
      throw new TransferException("%s: it may not be read. Check its rights.".formatted(name), e);
    } catch (OfflineException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new TransferException(
          "%s: %s. Check the bucket and its credentials.".formatted(name, e.getMessage()), e);
    }
  }

  private static OpenedItem opened(SeekableByteChannel channel, long from) throws IOException {
    long size = channel.size();
    long first = from <= size ? from : 0;
    channel.position(first);
    InputStream body = new BucketStream(Channels.newInputStream(channel));
    return new OpenedItem(body, first, OptionalLong.of(size), Optional.empty(), false, false);
  }

  /** Buckets fail with unchecked exceptions; here they are what others throw when a read fails. */
  private static final class BucketStream extends FilterInputStream {

    BucketStream(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return super.read(target, offset, length);
      } catch (RuntimeException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
  }
}
