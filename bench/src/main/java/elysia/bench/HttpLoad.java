package elysia.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Posts over kept-alive connections and times the answers. Plain sockets, because the load must
/// cost less than what it measures.
final class HttpLoad {
  private static final int MAX_LATENCY_MICROS = 60_000_000;
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final URI url;
  private final byte[] head;
  private final LongFunction<byte[]> bodies;
  private final int connections;
  private final AtomicLong sequence = new AtomicLong();

  /// @param headers extra header lines, each ended by CRLF
  /// @param bodies the body of the n-th request
  HttpLoad(URI url, String headers, LongFunction<byte[]> bodies, int connections) {
    this.url = url;
    this.head =
        "POST %s HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: application/json\r\n%sContent-Length: "
            .formatted(url.getPath(), url.getHost(), url.getPort(), headers)
            .getBytes(StandardCharsets.US_ASCII);
    this.bodies = bodies;
    this.connections = connections;
  }

  /// What a run found: latencies in microseconds, answers by status.
  record Result(Histogram micros, ConcurrentHashMap<Integer, AtomicLong> statuses, Duration took) {
    double ratePerSecond() {
      return micros.getTotalCount() * 1e9 / took.toNanos();
    }

    double percentileMillis(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1000.0;
    }
  }

  /// Every connection sends its next request as soon as it has its answer.
  Result flatOut(Duration length) throws InterruptedException {
    return run(length, _ -> System.nanoTime());
  }

  /// Requests at a fixed rate; each is timed from when it should have been sent, so a stall counts
  /// against all that waited behind it.
  Result paced(Duration length, int perSecond) throws InterruptedException {
    var next = new AtomicLong();
    long gap = 1_000_000_000L / perSecond;
    return run(
        length,
        start -> {
          long due = start + next.getAndIncrement() * gap;
          for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
          }
          return due;
        });
  }

  private interface Pace {
    /// Returns, when the next request may go, the time it is measured from.
    long next(long start);
  }

  private Result run(Duration length, Pace pace) throws InterruptedException {
    var micros = new ConcurrentHistogram(MAX_LATENCY_MICROS, 3);
    var statuses = new ConcurrentHashMap<Integer, AtomicLong>();
    long start = System.nanoTime();
    long end = start + length.toNanos();
    var threads = new Thread[connections];
    for (int i = 0; i < connections; i++) {
      threads[i] =
          Thread.ofVirtual().start(() -> exchange(end, () -> pace.next(start), micros, statuses));
    }
    for (var thread : threads) {
      thread.join();
    }
    return new Result(micros, statuses, Duration.ofNanos(System.nanoTime() - start));
  }

  private interface Turn {
    long take();
  }

  private void exchange(
      long end, Turn turn, Histogram micros, ConcurrentHashMap<Integer, AtomicLong> statuses) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      socket.setTcpNoDelay(true);
      var out = socket.getOutputStream();
      var in = new BufferedInputStream(socket.getInputStream());
      while (System.nanoTime() < end) {
        long from = turn.take();
        if (from >= end) {
          return;
        }
        int status = post(out, in, bodies.apply(sequence.getAndIncrement()));
        statuses.computeIfAbsent(status, _ -> new AtomicLong()).incrementAndGet();
        micros.recordValue(Math.min(MAX_LATENCY_MICROS, (System.nanoTime() - from) / 1000));
      }
    } catch (IOException e) {
      statuses.computeIfAbsent(-1, _ -> new AtomicLong()).incrementAndGet();
    }
  }

  private int post(OutputStream out, InputStream in, byte[] body) throws IOException {
    var length = Integer.toString(body.length).getBytes(StandardCharsets.US_ASCII);
    var request = new byte[head.length + length.length + END_OF_HEAD.length + body.length];
    int at = put(head, request, 0);
    at = put(length, request, at);
    at = put(END_OF_HEAD, request, at);
    put(body, request, at);
    out.write(request);
    out.flush();
    return answer(in);
  }

  private static int put(byte[] part, byte[] whole, int at) {
    System.arraycopy(part, 0, whole, at, part.length);
    return at + part.length;
  }

  private static int answer(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).substring(9, 12));
    int length = 0;
    for (var header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  private static String line(InputStream in) throws IOException {
    var text = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        text.append((char) c);
      }
    }
    return text.toString();
  }
}
