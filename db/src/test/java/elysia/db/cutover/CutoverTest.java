package elysia.db.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import elysia.db.DatabaseException;
import elysia.db.DatabaseUrl;
import elysia.db.Sql;
import elysia.db.cutover.Cutover.Judged;
import elysia.db.cutover.Cutover.Strangers;
import elysia.db.cutover.Cutover.Writes;
import elysia.db.migration.Migrator;
import elysia.localstack.Database;
import elysia.localstack.TestStack;
import io.micronaut.context.ApplicationContext;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Rows of the old application on the day on which sending passes to us (C28), by the fixtures FX7,
/// FX8 and FX16.
class CutoverTest {
  private Database database;
  private ApplicationContext context;
  private Sql sql;
  private Cutover cutover;

  @BeforeEach
  void legacyDatabase() throws SQLException {
    database = TestStack.postgres().newDatabase();
    execute("create table left_by_the_old_application (id bigint)");
    open();
  }

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void a_database_that_never_was_the_old_applications_may_send_from_birth() {
    context.close();
    database = TestStack.postgres().newDatabase();
    open();

    assertThat(cutover.legacy()).isFalse();
    assertThat(cutover.done()).isTrue();
    assertThat(cutover.doneAt()).isEmpty();
  }

  @Test
  void on_a_legacy_database_nothing_may_be_sent_before_the_cutover() {
    assertThat(cutover.legacy()).isTrue();
    assertThat(cutover.done()).isFalse();

    cutover.take();

    assertThat(cutover.done()).isTrue();
    assertThat(cutover.doneAt()).isPresent();
  }

  @Test
  void a_downsell_is_taken_over_before_its_time_and_expires_after_it() {
    downsells();

    cutover.take();

    assertThat(rows("downsells_queue", "tg_id"))
        .containsExactlyInAnyOrder(
            "1 expired expired cutover: venceu antes da troca",
            "2 pending taken_over -",
            "3 sent - -",
            "4 canceled - -",
            "5 skipped - -",
            "6 expired expired cutover: venceu antes da troca",
            "7 expired unknown cutover: a aplicação antiga já tinha tentado",
            "8 expired expired cutover: venceu antes da troca",
            "8 pending taken_over -");
    assertThat(text("select cancel_reason as x from downsells_queue where tg_id = '4'"))
        .isEqualTo("paid");
  }

  @Test
  void a_shots_people_follow_the_time_of_their_shot() {
    shots();

    cutover.take();

    assertThat(rows("shots_queue", "tg_id"))
        .containsExactlyInAnyOrder(
            "1 SKIPPED expired cutover: venceu antes da troca",
            "2 SENT - -",
            "3 FAILED - -",
            "900000007 SKIPPED expired cutover: venceu antes da troca",
            "5 pending taken_over -",
            "6 skipped unknown cutover: a aplicação antiga já tinha tentado",
            "7 skipped expired cutover: venceu antes da troca");
    assertThat(
            sql.query(
                "select title || ' ' || status || ' ' || coalesce(cutover_state, '-') as x from shots",
                row -> row.text("x")))
        .containsExactlyInAnyOrder(
            "base sending unknown",
            "rascunho DRAFT -",
            "amanhã scheduled taken_over",
            "ontem canceled expired");
  }

  @Test
  void a_wave_under_way_is_never_sent_again() {
    waves();

    cutover.take();

    assertThat(rows("broadcast_waves_queue", "wave_index"))
        .containsExactlyInAnyOrder(
            "1 error expired cutover: venceu antes da troca",
            "2 processing unknown cutover: interrompida na aplicação antiga",
            "3 pending taken_over -",
            "4 completed - -");
  }

  @Test
  void it_says_how_many_rows_came_to_which_end() {
    downsells();
    waves();

    assertThat(cutover.take())
        .contains(
            new Judged("downsells_queue", "expired", 3),
            new Judged("downsells_queue", "unknown", 1),
            new Judged("downsells_queue", "taken_over", 2),
            new Judged("broadcast_waves_queue", "unknown", 1));
  }

  @Test
  void many_rows_are_judged_in_slices_and_one_that_fails_stops_before_sending_is_allowed()
      throws SQLException {
    downsell("0", "pending", "now() - interval '1 day'", 0);
    execute(
        """
        insert into downsells_queue (downsell_id, slug, bot_slug, tg_id, telegram_id, schedule_at, scheduled_at, trigger)
        select downsell_id, slug, bot_slug, n::text, n, schedule_at, scheduled_at, trigger
        from downsells_queue cross join generate_series(1, 20500) as n;
        create function refuse() returns trigger language plpgsql as
          $$ begin if new.telegram_id = 15000 then raise exception 'no'; end if; return new; end $$;
        create trigger refuse before update on downsells_queue for each row execute function refuse();
        """);

    assertThatThrownBy(cutover::take).isInstanceOf(DatabaseException.class);
    assertThat(count("status = 'expired'")).as("the first slice stays").isEqualTo(10_000);
    assertThat(cutover.done()).isFalse();

    execute("drop trigger refuse on downsells_queue");
    cutover.take();

    assertThat(count("status = 'expired'")).isEqualTo(20_501);
    assertThat(
            sql.query(
                "select count(*) as n from downsells_queue group by xmin order by n",
                row -> row.id("n")))
        .containsExactly(501L, 10_000L, 10_000L);
    assertThat(cutover.done()).isTrue();
  }

  @Test
  void sending_can_be_given_back_and_taken_again() {
    downsells();
    cutover.take();
    sql.update("update downsells_queue set scheduled_at = now() where tg_id = '2'");

    assertThat(cutover.undo()).isTrue();
    assertThat(cutover.done()).isFalse();
    assertThat(cutover.undo()).isFalse();
    assertThat(text("select status as x from downsells_queue where tg_id = '2'"))
        .as("the old application can go on with it")
        .isEqualTo("pending");

    cutover.take();

    assertThat(cutover.done()).isTrue();
    assertThat(rows("downsells_queue", "tg_id"))
        .contains("2 expired expired cutover: venceu antes da troca");
  }

  @Test
  void a_second_cutover_keeps_the_time_of_the_first() {
    cutover.take();
    var first = cutover.doneAt();

    cutover.take();

    assertThat(cutover.doneAt()).isEqualTo(first);
  }

  @Test
  void what_the_old_application_has_just_worked_on_is_seen_and_what_we_did_is_not() {
    downsells();
    shots();
    waves();
    sql.update("update downsells_queue set updated_at = now() - interval '1 hour'");
    sql.update("update shots_queue set updated_at = now() - interval '1 hour'");
    sql.update("update broadcast_waves_queue set updated_at = now() - interval '1 hour'");
    var since = cutover.now().minus(Duration.ofMinutes(2));
    assertThat(cutover.writesSince(since)).isEmpty();

    sql.update(
        "update downsells_queue set updated_at = now() where status in ('pending', 'canceled')");
    assertThat(cutover.writesSince(since)).as("scheduled, and canceled by a payment").isEmpty();

    sql.update("update downsells_queue set updated_at = now() where tg_id = '3'");
    sql.update("update shots_queue set last_attempt_at = now() where status in ('SENT', 'FAILED')");
    sql.update("update broadcast_waves_queue set updated_at = now() where status = 'processing'");
    assertThat(cutover.writesSince(since))
        .extracting(Writes::place, Writes::rows)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("broadcast_waves_queue", 1L),
            org.assertj.core.groups.Tuple.tuple("downsells_queue", 1L),
            org.assertj.core.groups.Tuple.tuple("shots_queue", 2L));
  }

  @Test
  void who_else_is_connected_is_named_and_our_own_deployables_are_not() throws SQLException {
    assertThat(cutover.strangers()).isEmpty();

    try (var old = connect("bot-antigo");
        var ours = connect("elysia-worker-messages")) {
      assertThat(old.isValid(5) && ours.isValid(5)).isTrue();
      assertThat(cutover.strangers())
          .containsExactly(new Strangers("bot-antigo", database.user(), 1));
    }
  }

  private void open() {
    new Migrator(DatabaseUrl.parse(database.url())).migrate();
    context =
        ApplicationContext.run(
            Map.of(
                "datasources.default.url", database.jdbcUrl(),
                "datasources.default.username", database.user(),
                "datasources.default.password", database.password(),
                "datasources.default.data-source-properties.ApplicationName", "elysia-test"));
    sql = context.getBean(Sql.class);
    cutover = context.getBean(Cutover.class);
  }

  /// FX7: pending overdue and future, sent, canceled, skipped, a follow-up row, one that was tried
  /// before, two of one person.
  private void downsells() {
    downsell("1", "pending", "now() - interval '1 day'", 0);
    downsell("2", "pending", "now() + interval '1 day'", 0);
    downsell("3", "sent", "now() - interval '1 day'", 1);
    downsell("4", "canceled", "now() + interval '1 day'", 0);
    downsell("5", "skipped", "now() - interval '1 day'", 0);
    downsell("6", "pending", "now() - interval '1 second'", 0);
    downsell("7", "pending", "now() + interval '1 day'", 1);
    downsell("8", "pending", "now() - interval '1 day'", 0);
    downsell("8", "pending", "now() + interval '1 day'", 0);
    sql.update("update downsells_queue set cancel_reason = 'paid' where status = 'canceled'");
  }

  private void downsell(String person, String status, String due, int attempts) {
    sql.update(
        """
        with downsell as (
          insert into bot_downsells (slug, name, content) values ('demo_vip_bot', 'oferta', '{}') returning id)
        insert into downsells_queue (downsell_id, slug, bot_slug, tg_id, telegram_id, schedule_at, scheduled_at,
          trigger, status, attempts)
        select id, 'demo_vip_bot', 'demo_vip_bot', ?, ?, %1$s, %1$s, 'start', ?, ? from downsell
        """
            .formatted(due),
        person,
        Long.parseLong(person),
        status,
        attempts);
  }

  /// FX8: a base shot under way, a draft by default, one for tomorrow, one of yesterday.
  private void shots() {
    shot("base", "sending", "null");
    queued("base", "1", "PENDING", 0);
    queued("base", "2", "SENT", 1);
    queued("base", "3", "FAILED", 1);
    queued("base", "900000007", "PENDING", 0);
    sql.update(
        "insert into shots (slug, title, content) values ('demo_vip_bot', 'rascunho', '{}')");
    shot("amanhã", "scheduled", "now() + interval '1 day'");
    queued("amanhã", "5", "pending", 0);
    queued("amanhã", "6", "pending", 1);
    shot("ontem", "scheduled", "now() - interval '1 day'");
    queued("ontem", "7", "pending", 0);
  }

  private void shot(String title, String status, String due) {
    sql.update(
        "insert into shots (slug, title, content, status, scheduled_at) values ('demo_vip_bot', ?, '{}', ?, %s)"
            .formatted(due),
        title,
        status);
  }

  private void queued(String shot, String person, String status, int attempts) {
    sql.update(
        """
        insert into shots_queue (shot_id, slug, tg_id, status, attempts)
        select id, slug, ?, ?, ? from shots where title = ?
        """,
        person,
        status,
        attempts,
        shot);
  }

  /// FX16: one that waits, one that was interrupted.
  private void waves() {
    sql.update("insert into bots (slug) values ('demo_new_bot')");
    wave(1, "pending", "now() - interval '1 day'");
    wave(2, "processing", "now() - interval '1 day'");
    wave(3, "pending", "now() + interval '1 day'");
    wave(4, "completed", "now() - interval '1 day'");
  }

  private void wave(int index, String status, String due) {
    sql.update(
        """
        insert into broadcast_waves_queue (bot_id, bot_slug, kind, context, chat_ids, wave_index, total_waves,
          schedule_at, status)
        select id, slug, 'shot', '{"shotId":9}', '["900000001"]', ?, 4, %s, ? from bots
        """
            .formatted(due),
        index,
        status);
  }

  /// Name, status, state and error of each row, `-` for none.
  private List<String> rows(String table, String name) {
    return sql.query(
        """
        select concat_ws(' ', %s, status, coalesce(cutover_state, '-'), coalesce(error_message, '-')) as x from %s
        """
            .formatted(name, table),
        row -> row.text("x"));
  }

  private long count(String condition) {
    return sql.query(
            "select count(*) as n from downsells_queue where " + condition, row -> row.id("n"))
        .getFirst();
  }

  private String text(String statement) {
    return sql.query(statement, row -> row.text("x")).stream().collect(Collectors.joining());
  }

  private java.sql.Connection connect(String application) throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl() + "?ApplicationName=" + application,
        database.user(),
        database.password());
  }

  private void execute(String statements) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }
}
