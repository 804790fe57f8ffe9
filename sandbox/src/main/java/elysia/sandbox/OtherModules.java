package elysia.sandbox;

import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanResolutionContext;
import io.micronaut.inject.BeanConfiguration;
import io.micronaut.inject.BeanDefinitionReference;
import org.jspecify.annotations.Nullable;

/// Keeps the beans of all other modules out of the sandbox's context: in a worker's tests both live
/// on one class path, and Micronaut would start the worker inside the sandbox.
final class OtherModules implements BeanConfiguration {
  private static final String ALL = "elysia.";
  private static final String OURS = "elysia.sandbox.";

  @Override
  public boolean isWithin(String className) {
    return className.startsWith(ALL) && !className.startsWith(OURS);
  }

  /// By the definition's own name: what a factory of ours makes may be a type of the JDK.
  @Override
  @SuppressWarnings("rawtypes") // as Micronaut declares it
  public boolean isWithin(BeanDefinitionReference bean) {
    return isWithin(bean.getBeanDefinitionName());
  }

  @Override
  public boolean isEnabled(BeanContext context, @Nullable BeanResolutionContext resolution) {
    return false;
  }

  @Override
  public @Nullable Package getPackage() {
    return null;
  }

  @Override
  public String getName() {
    return "elysia other modules";
  }

  @Override
  public @Nullable String getVersion() {
    return null;
  }
}
