package elysia.sandbox.common;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;

/// The faults over HTTP. Each answer is the list of those that wait.
@Controller("/faults")
final class FaultsController {
  private final Faults faults;

  FaultsController(Faults faults) {
    this.faults = faults;
  }

  @Get
  HttpResponse<byte[]> all() {
    var list = Json.MAPPER.createArrayNode();
    faults.all().forEach(fault -> list.add(FaultJson.write(fault)));
    return Answer.ok(list).toHttp();
  }

  @Post
  HttpResponse<byte[]> add(@Body byte[] body) {
    faults.add(FaultJson.read(body));
    return all();
  }

  @Delete
  HttpResponse<byte[]> clear() {
    faults.clear();
    return all();
  }
}
