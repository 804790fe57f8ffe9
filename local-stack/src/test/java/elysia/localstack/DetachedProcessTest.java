package elysia.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetachedProcessTest {
  private final Path folder;
  private final DetachedProcess process;
  private final Map<String, String> environment;

  DetachedProcessTest(@TempDir Path folder) throws IOException {
    var port = Ports.any();
    this.folder = folder;
    this.process =
        new DetachedProcess(folder, standInJar(folder), "stand-in", "STAND_IN_PORT", port);
    this.environment = Map.of("STAND_IN_PORT", Integer.toString(port));
    Files.createDirectories(folder.resolve("run"));
    Files.createDirectories(folder.resolve("log"));
  }

  @AfterEach
  void stop() throws Exception {
    process.stop();
  }

  @Test
  void it_is_found_and_ended_by_whoever_has_its_folder() throws Exception {
    process.start(environment);
    process.awaitReady();
    var successor =
        new DetachedProcess(folder, process.jar(), "stand-in", "STAND_IN_PORT", process.port());

    var alive = successor.alive();
    successor.stop();

    assertThat(alive).isTrue();
    assertThat(process.alive()).isFalse();
    assertThat(Ports.free(process.port())).isTrue();
  }

  @Test
  void the_first_run_of_a_jar_leaves_the_cache_with_which_the_next_one_starts() throws Exception {
    var cache = folder.resolve("aot/stand-in.aot");

    process.start(environment);
    process.awaitReady();
    process.stop();
    var left = Files.size(cache);
    process.start(environment);
    process.awaitReady();

    assertThat(left).isPositive();
    assertThat(commandLine()).contains("-XX:AOTCache=" + cache);
  }

  @Test
  void a_cache_that_does_not_fit_costs_no_start_and_an_outdated_one_is_made_anew()
      throws Exception {
    var cache = folder.resolve("aot/stand-in.aot");
    Files.createDirectory(cache.getParent());
    Files.writeString(cache, "not a cache");
    process.start(environment);
    process.awaitReady();
    var withBrokenCache = commandLine();
    process.stop();

    var library = Files.createDirectory(folder.resolve("lib")).resolve("new.jar");
    Files.copy(process.jar(), library);
    var oneHourAgo =
        FileTime.from(Files.getLastModifiedTime(library).toInstant().minusSeconds(3600));
    Files.setLastModifiedTime(cache, oneHourAgo);
    process.start(environment);
    process.awaitReady();

    assertThat(withBrokenCache).contains("-XX:AOTCache=" + cache);
    assertThat(commandLine()).contains("-XX:AOTCacheOutput=" + cache);
  }

  @Test
  void one_that_ends_at_its_start_says_why() throws Exception {
    process.start(Map.of());

    assertThatThrownBy(process::awaitReady)
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("stand-in não subiu")
        .hasMessageContaining("sem porta não dá");
  }

  @Test
  void a_stranger_that_got_its_process_id_is_left_alone() throws Exception {
    var stranger = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(folder.resolve("run/stand-in.pid"), Long.toString(stranger.pid()));

      var alive = process.alive();
      process.askToEnd();
      process.stop();

      assertThat(alive).isFalse();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void the_follower_shows_whole_new_lines_only() throws Exception {
    var log = folder.resolve("log/any.log");
    Files.writeString(log, "old\n");
    var follower = new LogFollower(log);
    Files.writeString(log, "old\nnew\nhal");
    var shown = new ByteArrayOutputStream();

    follower.copyNews(shown);
    Files.writeString(log, "old\nnew\nhalf\n");
    follower.copyNews(shown);

    assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("new\nhalf\n");
  }

  private String commandLine() throws IOException {
    var pid = Files.readString(folder.resolve("run/stand-in.pid"));
    return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
  }

  private static Path standInJar(Path folder) throws IOException {
    var jar = folder.resolve("stand-in.jar");
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandIn.class.getName());
    var name = StandIn.class.getName().replace('.', '/') + ".class";
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var code = StandIn.class.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new JarEntry(name));
      if (code != null) {
        code.transferTo(out);
      }
    }
    return jar;
  }
}
