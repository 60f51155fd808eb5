package io.github.kubesprayoffline.bundle.archive;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A compressed stream that is told what comes next, because content that is compressed already
 * should not cost time again. Its bytes depend on nothing but what is written and told.
 */
public abstract class Compressor extends FilterOutputStream {

  private Compressor(OutputStream out) {
    super(out);
  }

  /** The compressor of a format, which closes the stream behind it. */
  public static Compressor of(BundleFormat format, OutputStream out) throws IOException {
    return switch (format) {
      case TAR_ZST -> new Zstd(out);
      case TAR_GZ -> new Gzip(out);
      case TAR -> new None(out);
    };
  }

  /** What follows is compressed already, or is not any more. */
  abstract void hard(boolean incompressible) throws IOException;

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  /** Frames of one level each; zstd reads them as one stream. */
  private static final class Zstd extends Compressor {

    private static final int LEVEL = 3;
    private static final int LEVEL_FOR_INCOMPRESSIBLE = -1;

    /** Each worker holds some 30 MB; with none at all the bytes would differ. */
    private static final int MOST_WORKERS = 6;

    private final ZstdOutputStreamNoFinalizer zstd;
    private int level = LEVEL;

    Zstd(OutputStream out) throws IOException {
      this(new ZstdOutputStreamNoFinalizer(out, RecyclingBufferPool.INSTANCE, LEVEL));
    }

    private Zstd(ZstdOutputStreamNoFinalizer zstd) throws IOException {
      super(zstd);
      this.zstd = zstd;
      zstd.setWorkers(Math.min(Runtime.getRuntime().availableProcessors(), MOST_WORKERS));
      zstd.setChecksum(true);
      zstd.setCloseFrameOnFlush(true);
    }

    @Override
    void hard(boolean incompressible) throws IOException {
      int wanted = incompressible ? LEVEL_FOR_INCOMPRESSIBLE : LEVEL;
      if (wanted != level) {
        zstd.flush();
        zstd.setLevel(wanted);
        level = wanted;
      }
    }

    /** A flush in mid-stream would end a frame wherever the caller happens to be. */
    @Override
    public void flush() {}
  }

  private static final class Gzip extends Compressor {

    private final Deflating gzip;

    Gzip(OutputStream out) throws IOException {
      this(new Deflating(out));
    }

    private Gzip(Deflating gzip) {
      super(gzip);
      this.gzip = gzip;
    }

    @Override
    void hard(boolean incompressible) {
      gzip.level(incompressible ? Deflater.BEST_SPEED : Deflater.DEFAULT_COMPRESSION);
    }

    @Override
    public void flush() {}

    /** Java's own writes neither a name nor a time. */
    private static final class Deflating extends GZIPOutputStream {
      Deflating(OutputStream out) throws IOException {
        super(out, 1 << 16);
      }

      void level(int level) {
        def.setLevel(level);
      }
    }
  }

  private static final class None extends Compressor {
    None(OutputStream out) {
      super(out);
    }

    @Override
    void hard(boolean incompressible) {}
  }
}
