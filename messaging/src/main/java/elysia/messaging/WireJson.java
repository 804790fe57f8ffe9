package elysia.messaging;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The JSON of our messages: records as objects, ids as their bare value, times as ISO text in UTC.
/// Fields that we do not know are ignored, so that a newer publisher can add some.
public final class WireJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .annotationIntrospector(new BareIds())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private WireJson() {}

  /// Makes another mapper write our ids as their bare value too.
  public static void writeBareIds(ObjectMapper mapper) {
    mapper.setAnnotationIntrospector(new BareIds());
  }

  public static byte[] bytes(Object message) {
    try {
      return MAPPER.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write " + message.getClass().getName(), e);
    }
  }

  public static String text(Object message) {
    try {
      return MAPPER.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write " + message.getClass().getName(), e);
    }
  }

  /// @throws IllegalArgumentException when the body is not a `type`
  public static <M> M read(byte[] body, Class<M> type) {
    try {
      return MAPPER.readValue(body, type);
    } catch (IOException e) {
      throw new IllegalArgumentException(type.getSimpleName() + " expected, got other JSON", e);
    }
  }

  /// @throws IllegalArgumentException as [#read] does
  public static <M> Decoder<M> decoder(Class<M> type) {
    return (body, context) -> read(body, type);
  }

  /// A record of ours with the single component `value` is written as that value.
  private static final class BareIds extends JacksonAnnotationIntrospector {
    @Override
    public @Nullable Boolean hasAsValue(Annotated annotated) {
      if (annotated instanceof AnnotatedMethod method
          && method.getName().equals("value")
          && bare(method.getDeclaringClass())) {
        return true;
      }
      return super.hasAsValue(annotated);
    }

    @Override
    public JsonCreator.@Nullable Mode findCreatorAnnotation(
        MapperConfig<?> config, Annotated annotated) {
      return annotated instanceof AnnotatedConstructor constructor
              && bare(constructor.getDeclaringClass())
          ? JsonCreator.Mode.DELEGATING
          : super.findCreatorAnnotation(config, annotated);
    }

    private static boolean bare(Class<?> type) {
      return type.isRecord()
          && type.getPackageName().startsWith("elysia.model")
          && type.getRecordComponents().length == 1
          && type.getRecordComponents()[0].getName().equals("value");
    }
  }
}
