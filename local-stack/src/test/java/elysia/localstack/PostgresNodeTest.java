package elysia.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresNodeTest {
  private final Path folder = TestStack.folder().resolve("postgres-node-test");
  private final PostgresNode node = PostgresNode.in(folder);

  @BeforeEach
  void start() throws Exception {
    node.start();
  }

  @AfterEach
  void discard() throws Exception {
    node.kill();
    StateFiles.delete(folder);
  }

  @Test
  void it_writes_as_durably_as_in_production() throws Exception {
    assertThat(show("fsync")).isEqualTo("on");
    assertThat(show("synchronous_commit")).isEqualTo("on");
    assertThat(show("full_page_writes")).isEqualTo("on");
    assertThat(show("listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(show("max_connections")).isEqualTo("200");
  }

  @Test
  void data_and_port_survive_a_restart_and_a_kill() throws Exception {
    var url = node.database().url();
    execute("create table kept (id int)");

    node.stop();
    node.start();
    execute("insert into kept values (1)");
    node.kill();
    node.start();

    assertThat(query("select id from kept")).isEqualTo("1");
    assertThat(node.database().url()).isEqualTo(url);
  }

  @Test
  void whoever_opens_the_folder_adopts_the_running_server() throws Exception {
    var before = node.process();
    var successor = PostgresNode.in(folder);

    successor.start();
    var adopted = successor.process();
    successor.stop();

    assertThat(adopted).isPresent().isEqualTo(before);
    assertThat(node.running()).isFalse();
    assertThat(before.orElseThrow().alive()).isFalse();
  }

  @Test
  void a_lock_file_whose_process_id_a_stranger_got_does_not_stop_it() throws Exception {
    node.kill();
    var stranger = Long.toString(ProcessHandle.current().pid());
    Files.writeString(
        folder.resolve("data/postmaster.pid"),
        stranger + "\n" + folder.resolve("data") + "\n1\n1\n\n127.0.0.1\n1 1\nready\n");

    node.start();

    assertThat(query("select 1")).isEqualTo("1");
  }

  @Test
  void a_taken_port_is_replaced_by_another() throws Exception {
    var port = node.database().port();
    node.stop();

    try (var _ = new java.net.ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress())) {
      node.start();

      assertThat(node.database().port()).isNotEqualTo(port);
      assertThat(query("select 1")).isEqualTo("1");
    }
  }

  @Test
  void its_folder_and_its_password_are_for_the_owner_alone() throws Exception {
    var wrong = node.database();
    var stranger =
        new Database(wrong.host(), wrong.port(), wrong.user(), "not the password", wrong.name());

    assertThat(org.assertj.core.api.Assertions.catchThrowable(stranger::connect))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
    assertThat(Files.getPosixFilePermissions(folder.resolve("password"))).hasSize(2);
    assertThat(Files.getPosixFilePermissions(folder.resolve("data"))).hasSize(3);
  }

  private String show(String setting) throws Exception {
    return query("show " + setting);
  }

  private String query(String sql) throws Exception {
    try (var connection = node.database().connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "no row";
    }
  }

  private void execute(String sql) throws Exception {
    try (var connection = node.database().connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
