package elysia.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  @Test
  void address_user_and_password_come_apart() {
    var url = DatabaseUrl.parse("postgresql://elysia:secret@db.example:5433/postgreesql_elysia");

    assertThat(url)
        .isEqualTo(
            new DatabaseUrl(
                "jdbc:postgresql://db.example:5433/postgreesql_elysia", "elysia", "secret"));
  }

  @Test
  void the_short_scheme_a_missing_port_and_a_missing_password_are_fine() {
    var url = DatabaseUrl.parse("postgres://elysia@my_db/elysia");

    assertThat(url).isEqualTo(new DatabaseUrl("jdbc:postgresql://my_db/elysia", "elysia", ""));
  }

  @Test
  void user_and_password_are_percent_decoded() {
    var url = DatabaseUrl.parse("postgresql://a%40b:p%2Fw%3A+%C3%A7@[::1]:5432/elysia");

    assertThat(url.user()).isEqualTo("a@b");
    assertThat(url.password()).isEqualTo("p/w:+ç");
    assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://[::1]:5432/elysia");
  }

  @Test
  void parameters_are_kept() {
    var url =
        DatabaseUrl.parse(
            "postgresql://elysia:secret@db/elysia?sslmode=require&options=-c%20x%3D1");

    assertThat(url.jdbcUrl())
        .isEqualTo("jdbc:postgresql://db/elysia?sslmode=require&options=-c%20x%3D1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "jdbc:postgresql://elysia:secret@db/elysia",
        "mysql://elysia:secret@db/elysia",
        "postgresql://:secret@db/elysia",
        "postgresql://db/elysia",
        "postgresql://elysia:secret@/elysia",
        "postgresql://elysia:secret@db",
        "postgresql://elysia:secret@db/",
        "postgresql://elysia:se@cret@db/elysia",
        "postgresql://elysia:secret%zz@db/elysia",
        "postgresql://elysia:secret@db/elysia#x"
      })
  void another_shape_is_refused_without_repeating_it(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatabaseUrl.parse(url))
        .satisfies(e -> assertThat(e).hasMessageNotContainingAny("secret", "cret@").hasNoCause());
  }

  @Test
  void the_text_hides_the_password_and_the_parameters() {
    var url = DatabaseUrl.parse("postgresql://elysia:secret@db:5432/elysia?sslpassword=other");

    assertThat(url).hasToString("jdbc:postgresql://db:5432/elysia as elysia");
  }
}
