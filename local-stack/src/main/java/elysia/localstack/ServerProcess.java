package elysia.localstack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// A server of ours, known by its process id, whoever started it.
///
/// An id may have passed to a stranger since it was written down, so a process counts as ours only
/// while `/proc` still shows our `mark` in it. A dead process that nobody reaped shows nothing.
///
/// @param evidence the file in `/proc/<pid>` that shows the mark: `environ` or `cmdline`
record ServerProcess(long pid, String evidence, String mark) {
  private static final int LOOKS = 20;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

  /// Looks again for half a second: between fork and exec a process shows its parent's evidence, or
  /// none.
  boolean alive() {
    for (int look = 0; look < LOOKS; look++) {
      if (showsMark()) {
        return true;
      }
      if (gone()) {
        return false;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    return false;
  }

  private boolean showsMark() {
    try {
      var shown = Files.readAllBytes(Path.of("/proc", Long.toString(pid), evidence));
      return new String(shown, StandardCharsets.UTF_8).contains(mark);
    } catch (IOException gone) {
      return false;
    }
  }

  /// No such process, or a dead one that nobody reaped.
  private boolean gone() {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return "ZX".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) >= 0;
    } catch (IOException gone) {
      return true;
    }
  }

  // include/linux/sched.h
  private static final long PF_EXITING = 0x4;

  /// The process whose id is in `file`, if it lives.
  static Optional<ServerProcess> read(Path file, String evidence, String mark) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    // PostgreSQL writes more into its file than the id
    return Files.readAllLines(file).stream()
        .findFirst()
        .map(line -> new ServerProcess(Long.parseLong(line.strip()), evidence, mark))
        .filter(ServerProcess::alive);
  }

  void askToEnd() {
    if (alive()) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    }
  }

  /// Asks it to end and waits for that; one that takes longer than `patience` is killed.
  void stop(Duration patience) throws IOException, InterruptedException {
    askToEnd();
    if (!Await.until(patience, this::ended)) {
      kill();
    }
  }

  /// SIGKILL: no clean-up, no farewell.
  void kill() throws IOException, InterruptedException {
    if (alive()) {
      ProcessHandle.of(pid).ifPresent(ServerProcess::destroyTree);
    }
    if (!Await.until(Duration.ofSeconds(5), this::ended)) {
      throw new IOException("process " + pid + " survived a kill");
    }
  }

  /// A JVM that writes its start cache has a child that does it.
  private static void destroyTree(ProcessHandle process) {
    var children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /// Whether it has let go of its ports too. While the kernel ends a process, it shows no mark any
  /// more, but it may still hold them.
  private boolean ended() {
    return !alive() && !leaving();
  }

  private boolean leaving() {
    var folder = Path.of("/proc", Long.toString(pid));
    try (var threads = Files.list(folder.resolve("task"))) {
      var stat = Files.readString(folder.resolve("stat"));
      // proc(5): after the name in brackets come state, ppid, pgrp, session, tty_nr, tpgid, flags
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 8);
      var exiting = (Long.parseLong(fields[6]) & PF_EXITING) != 0;
      return exiting && (!fields[0].equals("Z") || threads.count() > 1);
    } catch (IOException gone) {
      return false;
    }
  }
}
