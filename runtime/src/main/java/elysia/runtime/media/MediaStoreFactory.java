package elysia.runtime.media;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Makes the store that `MEDIA_URL` names.
@Factory
final class MediaStoreFactory {
  @Singleton
  MediaStore mediaStore(@Nullable @Property(name = "media.url") URI url) {
    if (url == null) {
      return new NoMediaStore();
    }
    if ("file".equals(url.getScheme())) {
      return new FolderMediaStore(Path.of(url));
    }
    throw new IllegalArgumentException("MEDIA_URL: file:///pasta esperado");
  }
}
