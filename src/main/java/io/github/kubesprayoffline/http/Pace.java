package io.github.kubesprayoffline.http;

import java.net.SocketTimeoutException;

/** What one body brought in each stretch of waiting, and whether that is too little. */
final class Pace {

  private final Floor floor;
  private long waited;
  private long bytes;
  private String complaint = "";

  Pace(Floor floor) {
    this.floor = floor;
  }

  /** Notes what a wait has brought. */
  void add(long more, long nanos) {
    bytes += more;
    waited += nanos;
    if (waited < floor.window().toNanos()) {
      return;
    }
    if (bytes < floor.bytes()) {
      complaint =
          "only %d bytes came in %.1f s, and %d are the least"
              .formatted(bytes, waited / 1e9, floor.bytes());
    }
    bytes = 0;
    waited = 0;
  }

  /** What came is kept; it is the next wait that is refused. */
  void check() throws SocketTimeoutException {
    if (!complaint.isEmpty()) {
      throw new SocketTimeoutException(complaint);
    }
  }
}
