package elysia.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaUrlTest {
  @Test
  void a_folder_is_a_file_url() {
    assertThat(MediaUrl.parse("file:///var/elysia/media"))
        .isEqualTo(new MediaUrl.Folder(Path.of("/var/elysia/media")));
  }

  @Test
  void a_bucket_has_its_credentials_in_the_url() {
    assertThat(MediaUrl.parse("https://AKIA:a%2Fb+c@s3.example.com/midias"))
        .isEqualTo(
            new MediaUrl.Bucket(
                URI.create("https://s3.example.com"), "midias", "us-east-1", "AKIA", "a/b+c"));
    assertThat(MediaUrl.parse("http://k:s@127.0.0.1:9000/midias?region=sa-east-1"))
        .isEqualTo(
            new MediaUrl.Bucket(
                URI.create("http://127.0.0.1:9000"), "midias", "sa-east-1", "k", "s"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://s3.example.com/midias",
        "https://chave:segredo@s3.example.com",
        "https://chave:segredo@s3.example.com/a/b",
        "s3://chave:segredo@midias",
        "file:pasta",
        "https://chave:se gredo@x/y",
        "/pasta"
      })
  void anything_else_is_refused_without_being_shown(String text) {
    assertThatThrownBy(() -> MediaUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("MEDIA_URL")
        .hasMessageNotContaining("gredo@")
        .hasNoCause();
  }

  @Test
  void a_bucket_never_shows_its_secret() {
    assertThat(MediaUrl.parse("https://chave:segredo@s3.example.com/midias"))
        .hasToString("Bucket[https://s3.example.com midias]");
  }
}
