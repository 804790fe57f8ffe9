package elysia.runtime.media;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Makes the store that `MEDIA_URL` names.
@Factory
final class MediaStoreFactory {
  @Singleton
  @Bean(preDestroy = "close")
  MediaStore mediaStore(@Nullable @Property(name = "media.url") String url) {
    if (url == null || url.isBlank()) {
      return new NoMediaStore();
    }
    return switch (MediaUrl.parse(url)) {
      case MediaUrl.Folder(var path) -> new FolderMediaStore(path);
      case MediaUrl.Bucket bucket -> new S3MediaStore(bucket);
    };
  }
}
