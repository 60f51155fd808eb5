package io.github.kubesprayoffline.publish;

/**
 * What a publication came to.
 *
 * @param sent files that were written
 * @param unchanged files that were there already
 * @param bytes the size of the files that were written
 */
public record Published(int sent, int unchanged, long bytes) {

  static final Published NOTHING = new Published(0, 0, 0);

  Published withSent(long size) {
    return new Published(sent + 1, unchanged, bytes + size);
  }

  Published withUnchanged() {
    return new Published(sent, unchanged + 1, bytes);
  }
}
