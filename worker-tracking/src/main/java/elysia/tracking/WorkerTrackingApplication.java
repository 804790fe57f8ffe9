package elysia.tracking;

import elysia.runtime.Deployable;

/// Stores what happened in the funnel and tells Meta and UTMify of it; nobody else calls them.
public final class WorkerTrackingApplication {
  public static final Deployable DEPLOYABLE =
      new Deployable("worker-tracking", "TRACKING_PORT", 8083);

  private WorkerTrackingApplication() {}

  public static void main(String[] arguments) {
    DEPLOYABLE.main();
  }
}
