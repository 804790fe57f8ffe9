package elysia.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// The loopback ports of one server, kept in a file so that a restart finds the same ones.
final class Ports {
  // below the range from which the system takes ports for outgoing connections
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 29_999;
  private static final int MAX_ATTEMPTS = 200;

  private Ports() {}

  /// The ports in `file`; empty before the first [#claim].
  static List<Integer> kept(Path file) throws IOException {
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(Integer::valueOf).toList()
        : List.of();
  }

  /// The kept ports if all of them are free, else `count` new ones, which are kept from now on.
  static List<Integer> claim(Path file, int count) throws IOException {
    var kept = kept(file);
    if (kept.size() == count && kept.stream().allMatch(Ports::free)) {
      return kept;
    }
    var fresh = search(count);
    Files.write(file, fresh.stream().map(String::valueOf).toList());
    return fresh;
  }

  static boolean free(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /// A free port of the moment.
  static int any() throws IOException {
    return search(1).getFirst();
  }

  private static List<Integer> search(int count) throws IOException {
    var ports = new ArrayList<Integer>();
    for (int attempt = 0; attempt < MAX_ATTEMPTS && ports.size() < count; attempt++) {
      var port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
      if (!ports.contains(port) && free(port)) {
        ports.add(port);
      }
    }
    if (ports.size() < count) {
      throw new IOException(count + " free ports expected from " + LOWEST + " to " + HIGHEST);
    }
    return List.copyOf(ports);
  }
}
