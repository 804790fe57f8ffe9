package elysia.messaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/// A line to the broker that can fall silent without being cut, as when a firewall forgets it.
final class FreezableProxy implements AutoCloseable {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

  /// Held by who forwards; frozen while nobody can have it.
  private final Semaphore flowing = new Semaphore(Integer.MAX_VALUE);

  private final String host;
  private final int port;

  FreezableProxy(String host, int port) throws IOException {
    this.host = host;
    this.port = port;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /// Nothing passes any more, on old lines and new ones.
  void freeze() {
    flowing.acquireUninterruptibly(Integer.MAX_VALUE);
  }

  void thaw() {
    flowing.release(Integer.MAX_VALUE);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var client = listening.accept();
        var server = new Socket(host, port);
        sockets.add(client);
        sockets.add(server);
        Thread.ofVirtual().start(() -> forward(client, server));
        Thread.ofVirtual().start(() -> forward(server, client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void forward(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      var buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        flowing.acquireUninterruptibly();
        flowing.release();
        out.write(buffer, 0, read);
      }
    } catch (IOException ended) {
      // both sides are closed by now
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (var socket : sockets) {
      socket.close();
    }
  }
}
