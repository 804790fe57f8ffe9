package elysia.localstack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A deployable of the tests: ready at once on `STAND_IN_PORT`, or ends at once without it.
final class StandIn {
  private StandIn() {}

  public static void main(String[] arguments) throws IOException {
    var port = System.getenv("STAND_IN_PORT");
    if (port == null) {
      System.out.println("sem porta não dá");
      System.exit(3);
    }
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
    var server = HttpServer.create(address, 0);
    server.createContext(
        "/readyz",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    System.out.println("pronto");
  }
}
