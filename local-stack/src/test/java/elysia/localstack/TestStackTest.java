package elysia.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestStackTest {
  @Test
  void each_new_database_is_empty_and_apart_from_the_others() throws Exception {
    var first = TestStack.postgres().newDatabase();
    var second = TestStack.postgres().newDatabase();

    try (var connection = first.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create table mark (id int)");
    }

    assertThat(tables(first)).isEqualTo(1);
    assertThat(tables(second)).isZero();
    assertThat(Database.parse(second.url())).isEqualTo(second);
  }

  @Test
  void a_dropped_database_is_gone_even_with_a_connection_open() throws Exception {
    var admin = TestStack.postgres().newDatabase();
    var other = admin.create("test_dropped_" + ProcessHandle.current().pid());

    try (var _ = other.connect()) {
      admin.drop(other.name());
    }

    assertThat(admin.exists(other.name())).isFalse();
    assertThat(admin.exists(admin.name())).isTrue();
  }

  @Test
  void each_new_vhost_is_apart_from_the_others() throws Exception {
    var first = TestStack.rabbit().newVhost();
    var second = TestStack.rabbit().newVhost();

    Amqp.publish(first, "letters", "only here");

    assertThat(Amqp.take(first, "letters")).isEqualTo("only here");
    assertThat(Amqp.take(second, "letters")).isNull();
  }

  private static int tables(Database database) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery("select count(*) from pg_tables where schemaname = 'public'")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
