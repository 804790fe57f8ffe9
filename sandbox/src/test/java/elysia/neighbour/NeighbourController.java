package elysia.neighbour;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/// A deployable's own health, under the path that the sandbox uses too.
@Controller
public final class NeighbourController {
  @Get("/readyz")
  String readyz() {
    return "neighbour";
  }
}
