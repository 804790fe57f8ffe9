package elysia.messages.telegram;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A Telegram that misbehaves below HTTP: it reads a request whole, then cuts the line or says
/// nothing.
public final class OddTelegram implements AutoCloseable {
  private final ServerSocket server;
  private final Queue<Oddity> next = new ConcurrentLinkedQueue<>();
  private final Queue<Said> answers = new ConcurrentLinkedQueue<>();
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> silent = new ConcurrentLinkedQueue<>();

  /// How the next request is treated; without one it is answered as sent.
  public enum Oddity {
    CUT,
    SILENCE
  }

  private record Said(int status, String body) {
    static final Said OK = new Said(200, "{\"ok\":true,\"result\":{\"message_id\":1}}");
  }

  public OddTelegram() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  public void next(Oddity oddity) {
    next.add(oddity);
  }

  /// Refuses the next request with this description.
  public void refuseNext(int status, String description) {
    answers.add(new Said(status, "{\"ok\":false,\"description\":\"" + description + "\"}"));
  }

  /// The bodies of the requests.
  public List<String> bodies() {
    return List.copyOf(bodies);
  }

  /// The first lines of the requests.
  public Queue<String> seen() {
    return seen;
  }

  private void accept() {
    try {
      while (true) {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket socket) {
    try {
      var in = socket.getInputStream();
      while (true) {
        var head = head(in);
        if (head.isEmpty()) {
          return;
        }
        seen.add(head.lines().findFirst().orElseThrow());
        bodies.add(new String(in.readNBytes(contentLength(head)), StandardCharsets.UTF_8));
        var oddity = next.poll();
        if (oddity == Oddity.CUT) {
          socket.close();
          return;
        }
        if (oddity == Oddity.SILENCE) {
          silent.add(socket);
          return;
        }
        answer(socket, Objects.requireNonNullElse(answers.poll(), Said.OK));
      }
    } catch (IOException cut) {
      // the client went away
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    for (int c = in.read(); c >= 0 && head.indexOf("\r\n\r\n") < 0; c = in.read()) {
      head.append((char) c);
      if (head.indexOf("\r\n\r\n") > 0) {
        break;
      }
    }
    return head.toString();
  }

  private static int contentLength(String head) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
        .findFirst()
        .orElse(0);
  }

  private static void answer(Socket socket, Said said) throws IOException {
    var body = said.body().getBytes(StandardCharsets.UTF_8);
    var head =
        "HTTP/1.1 %d Odd\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(said.status(), body.length);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(body);
  }

  @Override
  public void close() {
    try {
      server.close();
      for (var socket : silent) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
