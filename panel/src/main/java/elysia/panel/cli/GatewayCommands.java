package elysia.panel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `gateway add|list|set|remove|events|refunds`.
@Command(
    name = "gateway",
    description = "Contas de pagamento: add, list, set, remove, events, refunds.")
final class GatewayCommands {
  private final ApiClient api;
  private final Console console;

  GatewayCommands(ApiClient api, Console console) {
    this.api = api;
    this.console = console;
  }

  @Command(description = "Cadastra uma conta; a credencial fica criptografada.")
  int add(
      @Option(names = "--gateway", defaultValue = "pushinpay") String gateway,
      @Option(names = "--name") @Nullable String name,
      @Option(
              names = "--credential",
              required = true,
              description =
                  "nome=valor: token=123|abc (pushinpay), ou client_id=... e client_secret=... (syncpay).")
          Map<String, String> credentials,
      @Mixin JsonFlag flag)
      throws InterruptedException {
    var body = new LinkedHashMap<String, Object>();
    body.put("gateway", gateway);
    body.put("credentials", credentials);
    if (name != null) {
      body.put("name", name);
    }
    var account = api.post("/gateway-accounts", body);
    if (flag.json) {
      console.json(account);
    } else {
      console.line("Conta %s cadastrada".formatted(account.path("name").asText()));
    }
    return 0;
  }

  @Command(description = "Lista as contas.")
  int list(@Mixin JsonFlag flag) throws InterruptedException {
    return table(
        api.get("/gateway-accounts"),
        List.of("id", "gateway", "name", "priority", "reofferMinutes", "active"),
        flag);
  }

  @Command(description = "Muda a ordem, o tempo em que o mesmo PIX é mostrado, ou se cobra.")
  int set(
      @Option(names = "--id", required = true) long id,
      @Option(names = "--priority", description = "A menor é tentada primeiro.")
          @Nullable Integer priority,
      @Option(
              names = "--reoffer-minutes",
              description = "Por quantos minutos um novo clique mostra o mesmo PIX.")
          @Nullable Integer reofferMinutes,
      @Option(names = "--active", description = "true ou false.") @Nullable Boolean active,
      @Mixin JsonFlag flag)
      throws InterruptedException {
    var body = new LinkedHashMap<String, Object>();
    put(body, "priority", priority);
    put(body, "reofferMinutes", reofferMinutes);
    put(body, "active", active);
    var account = api.put("/gateway-accounts/" + id, body);
    if (flag.json) {
      console.json(account);
    } else {
      console.line("Conta %s mudada".formatted(account.path("name").asText()));
    }
    return 0;
  }

  @Command(description = "Avisos de gateways que não deram em nada.")
  int events(
      @Option(
              names = "--state",
              defaultValue = "unmatched",
              description = "unmatched, mismatch, malformed, unknown_status ou refused.")
          String state,
      @Mixin JsonFlag flag)
      throws InterruptedException {
    return table(
        api.get("/gateway-events?state=" + URLEncoder.encode(state, StandardCharsets.UTF_8)),
        List.of("receivedAt", "gateway", "account", "charge", "status", "seenCount"),
        flag);
  }

  @Command(description = "Dinheiro que veio duas vezes e precisa ser devolvido.")
  int refunds(@Mixin JsonFlag flag) throws InterruptedException {
    return table(
        api.get("/refund-tasks"),
        List.of("createdAt", "bot", "telegramId", "amountCents", "gateway", "charge", "reason"),
        flag);
  }

  private int table(JsonNode rows, List<String> columns, JsonFlag flag) {
    if (flag.json) {
      console.json(rows);
    } else {
      console.table(rows, columns);
    }
    return 0;
  }

  private static void put(Map<String, Object> body, String field, @Nullable Object value) {
    if (value != null) {
      body.put(field, value);
    }
  }

  @Command(
      description = "Não cobra mais por esta conta; os códigos que já saíram continuam valendo.")
  int remove(@Option(names = "--id", required = true) long id) throws InterruptedException {
    api.delete("/gateway-accounts/" + id);
    console.line("Conta %d desativada".formatted(id));
    return 0;
  }
}
