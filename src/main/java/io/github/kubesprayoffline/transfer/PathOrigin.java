package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.OfflineModeException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** An item in a file system: the local one, or a bucket. */
final class PathOrigin implements Origin {

  private final String name;
  private final Supplier<Path> path;
  private final boolean offline;

  PathOrigin(String name, Supplier<Path> path, boolean offline) {
    this.name = name;
    this.path = path;
    this.offline = offline;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Opened open(long from, OptionalLong to, Optional<String> validator) throws IOException {
    if (offline) {
      throw new OfflineModeException(name);
    }
    try {
      SeekableByteChannel channel = Files.newByteChannel(path.get());
      long size = channel.size();
      long first = from <= size ? from : 0;
      channel.position(first);
      return new Opened(
          Channels.newInputStream(channel),
          first,
          OptionalLong.of(size),
          Optional.empty(),
          false,
          false);
    } catch (NoSuchFileException e) {
      throw new TransferException("%s: there is no such file.".formatted(name), e);
    }
  }
}
