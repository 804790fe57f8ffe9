package elysia.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import elysia.messaging.WireJson;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;

/// Our ids look the same in HTTP answers as in messages: their bare value.
@Singleton
final class HttpJson implements BeanCreatedEventListener<ObjectMapper> {
  @Override
  public ObjectMapper onCreated(BeanCreatedEvent<ObjectMapper> event) {
    WireJson.writeBareIds(event.getBean());
    return event.getBean();
  }
}
