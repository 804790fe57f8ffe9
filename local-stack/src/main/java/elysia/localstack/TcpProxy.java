package elysia.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A line to a server that a test can break and mend.
public final class TcpProxy implements AutoCloseable {
  private enum Line {
    WHOLE,
    /// Every connection ends at once, as if the server were gone.
    CUT,
    /// Connections stay, but nothing passes, as if packets were lost.
    SILENT,
    /// The server hears us, but its answers wait.
    ANSWERS_HELD
  }

  private static final int BUFFER_BYTES = 16 * 1024;

  private final ServerSocket entrance;
  private final String host;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Object lineChange = new Object();
  private Line line = Line.WHOLE;

  public TcpProxy(String host, int port) {
    this.host = host;
    this.port = port;
    try {
      this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::accept);
  }

  public int port() {
    return entrance.getLocalPort();
  }

  public void cut() {
    change(Line.CUT);
    sockets.forEach(TcpProxy::close);
  }

  public void silence() {
    change(Line.SILENT);
  }

  public void holdAnswers() {
    change(Line.ANSWERS_HELD);
  }

  /// What waited passes now.
  public void mend() {
    change(Line.WHOLE);
  }

  @Override
  public void close() {
    cut();
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void change(Line next) {
    synchronized (lineChange) {
      line = next;
      lineChange.notifyAll();
    }
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        var client = entrance.accept();
        sockets.add(client);
        Thread.startVirtualThread(() -> connect(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    try (client) {
      if (!awaitPassage(Line.SILENT)) {
        return;
      }
      try (var server = new Socket(host, port)) {
        sockets.add(server);
        var back = Thread.startVirtualThread(() -> pump(server, client, Line.ANSWERS_HELD));
        pump(client, server, Line.SILENT);
        back.join();
        sockets.remove(server);
      }
    } catch (IOException e) {
      close(client);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(client);
    }
  }

  private void pump(Socket from, Socket to, Line obstacle) {
    var buffer = new byte[BUFFER_BYTES];
    try {
      for (int count = from.getInputStream().read(buffer);
          count >= 0 && awaitPassage(obstacle);
          count = from.getInputStream().read(buffer)) {
        to.getOutputStream().write(buffer, 0, count);
      }
    } catch (IOException | InterruptedException e) {
      // the connection is over: both ends are closed below
    }
    close(from);
    close(to);
  }

  /// Waits while the line is silent, or in the state that is this direction's own obstacle.
  ///
  /// @return whether it may pass
  private boolean awaitPassage(Line obstacle) throws InterruptedException {
    synchronized (lineChange) {
      while (line == Line.SILENT || line == obstacle) {
        lineChange.wait();
      }
      return line != Line.CUT;
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
