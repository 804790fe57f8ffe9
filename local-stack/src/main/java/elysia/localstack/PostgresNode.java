package elysia.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A PostgreSQL server of our own on a loopback port. All of it lies in one folder, and the folder
/// is its identity: who opens the same folder later, in another process too, has the same server,
/// running or not.
///
/// It is as durable as in production: fsync and synchronous_commit are on in every use.
public final class PostgresNode {
  private static final String NAME = "elysia";
  private static final String LOCK = "postmaster.pid";
  private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);
  // the children of a killed server need a moment to notice, and until then no new one may start
  private static final Duration TAKEOVER_LIMIT = Duration.ofSeconds(10);

  private final Path folder;
  private final Path data;

  private PostgresNode(Path folder) {
    this.folder = folder.toAbsolutePath();
    this.data = this.folder.resolve("data");
  }

  /// The server of `folder`; nothing happens before [#start].
  public static PostgresNode in(Path folder) {
    return new PostgresNode(folder);
  }

  /// Starts it, or adopts it if it runs, and returns when it answers. The first start makes the
  /// data and the database `elysia`.
  public void start() throws IOException, InterruptedException, SQLException {
    Files.createDirectories(folder);
    var binaries = PostgresBinaries.unpacked(Checkout.stateFolder());
    StateFiles.makeOnce(data, unfinished -> initialize(binaries, unfinished));
    if (!running()) {
      launch(binaries);
    }
    var maintenance = database().sibling("postgres");
    if (!maintenance.exists(NAME)) {
      maintenance.create(NAME);
    }
  }

  /// Ends it and its connections, with everything written.
  public void stop() throws IOException, InterruptedException {
    end("fast");
  }

  /// Ends it on the spot, as a power cut would: the next start recovers from the log.
  public void kill() throws IOException, InterruptedException {
    end("immediate");
  }

  public boolean running() throws IOException {
    return process().isPresent();
  }

  /// The database `elysia`, whose user may create others ([Database#create]).
  public Database database() throws IOException {
    return new Database(
        "127.0.0.1", port(), NAME, StateFiles.secret(folder.resolve("password")), NAME);
  }

  /// The server's own process.
  Optional<ServerProcess> process() throws IOException {
    return ServerProcess.read(data.resolve(LOCK), "cmdline", data + "\0");
  }

  private int port() throws IOException {
    return Ports.kept(folder.resolve("port")).getFirst();
  }

  private void initialize(Path binaries, Path unfinished) throws IOException, InterruptedException {
    StateFiles.secret(folder.resolve("password"));
    program(binaries, "initdb", "-D", unfinished.toString(), "-U", NAME)
        .with("--pwfile=" + folder.resolve("password"), "--auth=scram-sha-256")
        .with("--encoding=UTF8", "--locale=C", "--locale-provider=builtin")
        .with("--builtin-locale=C.UTF-8")
        .command()
        .check(COMMAND_LIMIT);
  }

  private void launch(Path binaries) throws IOException, InterruptedException {
    deleteForeignLock();
    var port = Ports.claim(folder.resolve("port"), 1).getFirst();
    var settings =
        "-c port=%d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200"
                .formatted(port)
            + " -c fsync=on -c synchronous_commit=on -c full_page_writes=on";
    var log = folder.resolve("postgres.log");
    var start =
        program(binaries, "pg_ctl", "start", "-w", "-t", "60", "-D", data.toString())
            .with("-l", log.toString(), "-o", settings)
            .command();
    if (!Await.until(TAKEOVER_LIMIT, () -> start.run(COMMAND_LIMIT).exitCode() == 0)) {
      throw new IOException("PostgreSQL did not start, see " + log);
    }
  }

  /// PostgreSQL copes with a lock file whose process is dead, but not with one whose id a stranger
  /// has got since (after a reboot, or in a container): that file can only be ours from earlier.
  private void deleteForeignLock() throws IOException {
    var holder = ServerProcess.read(data.resolve(LOCK), "cmdline", "");
    if (holder.isPresent()) {
      Files.delete(data.resolve(LOCK));
    }
  }

  private void end(String mode) throws IOException, InterruptedException {
    if (running()) {
      var binaries = PostgresBinaries.unpacked(Checkout.stateFolder());
      program(binaries, "pg_ctl", "stop", "-w", "-t", "30", "-m", mode, "-D", data.toString())
          .command()
          .check(COMMAND_LIMIT);
    }
  }

  private Program program(Path binaries, String name, String... arguments) throws IOException {
    var words = new ArrayList<String>();
    if (Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
      // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody
      words.addAll(List.of("unshare", "--user"));
    }
    words.add(binaries.resolve("bin").resolve(name).toString());
    words.addAll(List.of(arguments));
    return new Program(folder, words);
  }

  private record Program(Path folder, List<String> words) {
    Program with(String... arguments) {
      words.addAll(List.of(arguments));
      return this;
    }

    Command command() {
      return new Command(folder, Map.of("LC_ALL", "C"), words);
    }
  }
}
