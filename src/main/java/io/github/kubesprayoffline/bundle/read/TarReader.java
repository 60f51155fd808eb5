package io.github.kubesprayoffline.bundle.read;

import io.github.kubesprayoffline.bundle.layout.EntryMode;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.SafePath;
import io.github.kubesprayoffline.io.BoundedStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/** Walks over an archive; trusts nothing in it. */
final class TarReader implements BundleReader {

  /** What may stand between the contents of two files: headers, folders, long names. */
  private static final int MOST_HEADER_BYTES = 1 << 20;

  private static final int MOST_FILES = 1_000_000;
  private static final int PERMISSIONS = 07777;

  private final ArchiveInput archive;
  private final BoundedStream bounded;
  private final TarArchiveInputStream tar;
  private final Set<String> files = new HashSet<>();
  private final Set<String> folders = new HashSet<>();
  private @Nullable String top;
  private String last = "its beginning";
  private long modified = Long.MIN_VALUE;

  TarReader(ArchiveInput archive) {
    this.archive = archive;
    this.bounded = new BoundedStream(archive, Long.MAX_VALUE, most -> headerTooLarge());
    this.tar = new TarArchiveInputStream(bounded, "UTF-8");
  }

  @Override
  public @Nullable BundleItem next() {
    try {
      if (tar.getCurrentEntry() != null) {
        tar.transferTo(OutputStream.nullOutputStream());
      }
      bounded.allow(MOST_HEADER_BYTES);
      TarArchiveEntry entry = nextFile();
      bounded.allow(Long.MAX_VALUE);
      if (entry == null) {
        archive.finish();
        return null;
      }
      return item(entry, admit(entry));
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private static IntegrityException headerTooLarge() {
    return new IntegrityException("refused: the archive has a header of more than a megabyte");
  }

  private @Nullable TarArchiveEntry nextFile() throws IOException {
    TarArchiveEntry entry = tar.getNextEntry();
    while (entry != null && entry.isDirectory()) {
      String path = admit(entry);
      requireNew(entry, folders.add(path) && !files.contains(path));
      entry = tar.getNextEntry();
    }
    return entry;
  }

  private IntegrityException damaged(IOException e) {
    return new IntegrityException(
        "the archive is damaged at or after %s: %s".formatted(last, e.getMessage()));
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  private BundleItem item(TarArchiveEntry entry, String path) {
    requireNew(entry, !folders.contains(path) && files.add(path));
    last = path;
    if (!entry.isLink()) {
      return new BundleItem(path, entry.getSize(), Optional.empty(), new Content(tar));
    }
    String target = belowTop(entry.getLinkName());
    if (!files.contains(target) || target.equals(path)) {
      throw refused(entry.getName(), "a link to " + target + ", which is no file before it");
    }
    return new BundleItem(path, 0, Optional.of(target), InputStream.nullInputStream());
  }

  /** The entry's path below the top folder, if the entry is one that a bundle can have. */
  private String admit(TarArchiveEntry entry) {
    String name = entry.getName();
    requireKnownType(entry);
    String path = belowTop(name);
    int mode = entry.isDirectory() ? 0755 : EntryMode.of(path);
    requireSame(name, "mode", entry.getMode() & PERMISSIONS, mode);
    requireSame(name, "owner", entry.getLongUserId() + ":" + entry.getLongGroupId(), "0:0");
    requireSame(name, "owner's name", entry.getUserName() + entry.getGroupName(), "");
    long time = entry.getLastModifiedTime().toMillis();
    modified = modified == Long.MIN_VALUE ? time : modified;
    requireSame(name, "time", time, modified);
    return path;
  }

  private static void requireKnownType(TarArchiveEntry entry) {
    switch (entry.getLinkFlag()) {
      case TarConstants.LF_NORMAL, TarConstants.LF_LINK, TarConstants.LF_DIR -> {}
      case TarConstants.LF_SYMLINK -> throw refused(entry.getName(), "a symbolic link");
      case TarConstants.LF_CHR, TarConstants.LF_BLK -> throw refused(entry.getName(), "a device");
      case TarConstants.LF_FIFO -> throw refused(entry.getName(), "a named pipe");
      default -> throw refused(entry.getName(), "an entry of type " + (char) entry.getLinkFlag());
    }
    if (entry.isSparse()) {
      throw refused(entry.getName(), "a file with holes");
    }
    if (!entry.isFile() && entry.getSize() != 0) {
      throw refused(entry.getName(), "a folder or link with content");
    }
  }

  private String belowTop(String name) {
    String bare = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    int slash = bare.indexOf('/');
    String first = slash < 0 ? bare : bare.substring(0, slash);
    String below = slash < 0 ? "" : bare.substring(slash + 1);
    SafePath.fault(first)
        .or(() -> slash < 0 ? Optional.empty() : SafePath.fault(below))
        .ifPresent(
            fault -> {
              throw refused(name, "a path that " + fault);
            });
    top = top == null ? first : top;
    if (!first.equals(top)) {
      throw refused(name, "outside of the top folder " + top);
    }
    return below;
  }

  private void requireNew(TarArchiveEntry entry, boolean isNew) {
    if (!isNew) {
      throw refused(entry.getName(), "there already");
    }
    if (files.size() + folders.size() > MOST_FILES) {
      throw refused(entry.getName(), "one file too many: there are more than " + MOST_FILES);
    }
  }

  private static void requireSame(String name, String what, Object got, Object want) {
    if (!got.equals(want)) {
      throw refused(name, "not as a bundle has it: %s: got %s, want %s".formatted(what, got, want));
    }
  }

  private static IntegrityException refused(String name, String why) {
    return new IntegrityException(
        "%s: refused: it is %s".formatted(Printable.shortened(name), Printable.shortened(why)));
  }

  /** The current entry's bytes; closing them leaves the archive open. */
  private final class Content extends FilterInputStream {
    Content(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        return in.read(bytes, offset, length);
      } catch (IOException e) {
        throw damaged(e);
      }
    }

    @Override
    public void close() {}
  }
}
