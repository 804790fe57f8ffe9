package elysia.runtime;

import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanResolutionContext;
import io.micronaut.inject.BeanConfiguration;
import org.jspecify.annotations.Nullable;

/// Keeps the sandbox's beans out of a deployable: in tests both are on one class path.
final class WithoutSandbox implements BeanConfiguration {
  @Override
  public boolean isWithin(String className) {
    return className.startsWith("elysia.sandbox.");
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
    return "without sandbox";
  }

  @Override
  public @Nullable String getVersion() {
    return null;
  }
}
