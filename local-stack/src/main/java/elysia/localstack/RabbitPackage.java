package elysia.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// RabbitMQ's programs from Debian's package `rabbitmq-server`: the installed ones, or else a copy
/// that is downloaded and unpacked, never installed, once per checkout.
///
/// @param root where the package's `usr/` lies
record RabbitPackage(Path root) {
  private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(10);
  private static final Duration UNPACK_LIMIT = Duration.ofMinutes(2);

  /// @throws UnavailableException when it is neither installed nor to be had
  static RabbitPackage locate(Path stateFolder) throws IOException, InterruptedException {
    var installed = new RabbitPackage(Path.of("/"));
    if (installed.complete()) {
      return installed;
    }
    var folder = stateFolder.resolve("rabbitmq/pkg");
    StateFiles.makeOnce(folder, RabbitPackage::download);
    return new RabbitPackage(folder);
  }

  /// RABBITMQ_HOME, whatever the version.
  Path home() throws IOException {
    return findHome().orElseThrow(() -> new IOException("no lib/rabbitmq_server-* under " + root));
  }

  Path erlangPrograms() {
    return root.resolve("usr/lib/erlang/bin");
  }

  /// What a program of the package needs to find the rest of it.
  Map<String, String> environment() throws IOException {
    var path = erlangPrograms() + ":" + System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    var libraries = new ArrayList<String>();
    try (var folders = Files.newDirectoryStream(root.resolve("usr/lib"), "*-linux-gnu*")) {
      folders.forEach(folder -> libraries.add(folder.toString()));
    }
    return Map.of("PATH", path, "LD_LIBRARY_PATH", String.join(":", libraries));
  }

  private boolean complete() throws IOException {
    return Files.isExecutable(erlangPrograms().resolve("erl")) && findHome().isPresent();
  }

  private Optional<Path> findHome() throws IOException {
    var versions = root.resolve("usr/lib/rabbitmq/lib");
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (var homes = Files.newDirectoryStream(versions, "rabbitmq_server-*")) {
      var found = homes.iterator();
      return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
    }
  }

  private static void download(Path folder) throws IOException, InterruptedException {
    System.err.println("Baixando o RabbitMQ (35 MB, só na primeira vez)...");
    var debs = Files.createDirectory(folder.resolve("debs"));
    try {
      fetch(debs);
    } catch (IOException e) {
      throw new UnavailableException(
          "Não consegui baixar o pacote rabbitmq-server ("
              + e.getMessage()
              + "). Instale-o: sudo apt-get install -y rabbitmq-server"
              + " (ou informe um servidor seu em RABBITMQ_URL)");
    }
    try (var files = Files.newDirectoryStream(debs, "*.deb")) {
      for (var deb : files) {
        new Command(folder, Map.of(), List.of("dpkg", "-x", deb.toString(), folder.toString()))
            .check(UNPACK_LIMIT);
      }
    }
    StateFiles.delete(debs);
    freeFromRoot(folder);
  }

  /// Downloads with the machine's package lists; where they are missing or outdated, with lists of
  /// our own, which needs no root.
  private static void fetch(Path debs) throws IOException, InterruptedException {
    try {
      fetch(debs, List.of());
    } catch (IOException noLists) {
      var lists = debs.resolve("apt/lists");
      var cache = debs.resolve("apt/cache");
      Files.createDirectories(lists.resolve("partial"));
      Files.createDirectories(cache.resolve("archives/partial"));
      var own =
          List.of("-oDir::State::Lists=" + lists, "-oDir::Cache=" + cache, "-oAPT::Sandbox::User=");
      apt(debs, own, List.of("update"));
      fetch(debs, own);
    }
  }

  private static void fetch(Path debs, List<String> options)
      throws IOException, InterruptedException {
    var plan =
        apt(debs, options, List.of("install", "-s", "--no-install-recommends", "rabbitmq-server"));
    var packages = plan.lines().filter(line -> line.startsWith("Inst ")).toList();
    var download = new ArrayList<>(List.of("download"));
    packages.forEach(line -> download.add(line.split(" ", 3)[1]));
    if (packages.isEmpty()) {
      throw new IOException("apt-get would install nothing");
    }
    apt(debs, options, download);
  }

  private static String apt(Path folder, List<String> options, List<String> words)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("apt-get", "-qq"));
    command.addAll(options);
    command.addAll(words);
    return new Command(folder, Map.of("LC_ALL", "C"), command).check(DOWNLOAD_LIMIT);
  }

  /// Erlang's start script has `/usr/lib/erlang` written into it; here it is to look around itself,
  /// so that the checkout may even be moved.
  private static void freeFromRoot(Path folder) throws IOException {
    var script = folder.resolve("usr/lib/erlang/bin/erl");
    var freed =
        Files.readString(script)
            .replace(
                "ROOTDIR=/usr/lib/erlang",
                "ROOTDIR=\"$(dirname \"$(dirname \"$(readlink -f \"$0\")\")\")\"");
    Files.writeString(script, freed);
  }
}
