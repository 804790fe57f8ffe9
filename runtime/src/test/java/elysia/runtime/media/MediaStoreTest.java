package elysia.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Both stores by one contract: a folder, and a bucket of a real S3 server.
class MediaStoreTest {
  /// With what a URL cannot hold as it is.
  private static final String SECRET = "se/cr+et@x";

  private static final String SECRET_IN_URL = "se%2Fcr+et%40x";

  @TempDir private static Path folder;
  private static BlobStoreContext blobs;
  private static S3Proxy server;

  private enum Kind {
    FOLDER,
    BUCKET
  }

  @BeforeAll
  static void startServer() throws Exception {
    var properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", folder.resolve("s3").toString());
    blobs =
        ContextBuilder.newBuilder("filesystem")
            .credentials("x", "x")
            .overrides(properties)
            .buildView(BlobStoreContext.class);
    blobs.getBlobStore().createContainerInLocation(null, "midias");
    server =
        S3Proxy.builder()
            .blobStore(blobs.getBlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, "chave", SECRET)
            .build();
    server.start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.stop();
    blobs.close();
  }

  @ParameterizedTest
  @EnumSource
  void what_was_put_is_read_again_and_a_second_put_changes_nothing(Kind kind) throws IOException {
    try (var store = store(kind)) {
      store.put("1/abc.txt", file("olá"), "text/plain");
      store.put("1/abc.txt", file("olá"), "text/plain");

      try (var bytes = store.open("1/abc.txt")) {
        assertThat(bytes).hasContent("olá");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_key_that_is_not_there_is_told_from_a_store_that_is_away(Kind kind) {
    try (var store = store(kind)) {
      assertThatThrownBy(() -> store.open("1/nada")).isInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void a_wrong_secret_is_refused_and_not_shown() {
    try (var store = bucket("http://chave:errado@127.0.0.1:" + server.getPort() + "/midias")) {
      assertThatThrownBy(() -> store.open("1/abc"))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(NoSuchFileException.class)
          .hasMessageNotContaining("errado");
    }
  }

  @Test
  void a_server_that_is_away_is_a_failure_to_read() throws IOException {
    try (var store = bucket("http://chave:x@127.0.0.1:1/midias")) {
      var file = file("x");

      assertThatThrownBy(() -> store.put("1/abc", file, "text/plain"))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void nothing_outside_the_folder_is_read() {
    var store = new FolderMediaStore(folder.resolve("local"));

    assertThatThrownBy(() -> store.open("../secreto")).isInstanceOf(IllegalArgumentException.class);
  }

  private static MediaStore store(Kind kind) {
    return switch (kind) {
      case FOLDER -> new FolderMediaStore(folder.resolve("local"));
      case BUCKET ->
          bucket("http://chave:" + SECRET_IN_URL + "@127.0.0.1:" + server.getPort() + "/midias");
    };
  }

  private static MediaStore bucket(String url) {
    return new S3MediaStore((MediaUrl.Bucket) MediaUrl.parse(url));
  }

  private static Path file(String text) throws IOException {
    return Files.write(
        Files.createTempFile(folder, "file", null), text.getBytes(StandardCharsets.UTF_8));
  }
}
