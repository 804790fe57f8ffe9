package elysia.panel.cli;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;

/// `demo seed`: the bots that `./elysia up` shows with the sandbox, one for each gateway. Every
/// credential here opens only the sandbox.
@Command(name = "demo", description = "Dados de demonstração: seed.")
final class DemoCommands {
  private static final Bot VIP =
      new Bot(
          "demo_vip_bot",
          "700000001:SANDBOX-demo-token-opens-nothing-00",
          "VIP da Demonstração",
          "pushinpay",
          "demo");
  private static final Bot SYNCPAY =
      new Bot(
          "demo_syncpay_bot",
          "700000002:SANDBOX-demo-token-opens-nothing-02",
          "VIP SyncPay",
          "syncpay",
          "demo-syncpay");

  /// Drawn for this demonstration.
  private static final List<String> PICTURES = List.of("demo-1.jpg", "demo-2.jpg", "demo-3.jpg");

  private final ApiClient api;
  private final Console console;

  /// @param link the slug of its ad
  private record Bot(String slug, String token, String name, String gateway, String link) {}

  DemoCommands(ApiClient api, Console console) {
    this.api = api;
    this.console = console;
  }

  @Command(description = "Cria os bots de demonstração; rodar de novo só reconecta os bots.")
  int seed() throws InterruptedException {
    if (has("/bots", "slug", VIP.slug())) {
      return reconnect();
    }
    gateways();
    destinations();
    var pictures = pictures();
    for (var bot : List.of(VIP, SYNCPAY)) {
      add(bot, pictures);
    }
    console.line("Bots de demonstração prontos");
    return 0;
  }

  private void gateways() throws InterruptedException {
    api.post(
        "/gateway-accounts",
        Map.of(
            "gateway",
            "pushinpay",
            "name",
            "PushinPay (demonstração)",
            "credentials",
            Map.of("token", "1|sandboxPushinPayDemoToken000000000000")));
    api.post(
        "/gateway-accounts",
        Map.of(
            "gateway",
            "syncpay",
            "name",
            "SyncPay (demonstração)",
            "credentials",
            Map.of(
                "client_id", "sandbox-syncpay-demo-client",
                "client_secret", "sandbox-syncpay-demo-secret")));
  }

  private void destinations() throws InterruptedException {
    api.post(
        "/destinations",
        Map.of(
            "kind",
            "meta_capi",
            "name",
            "Pixel (demonstração)",
            "pixelId",
            "100000000000001",
            "token",
            "EAASandboxDemoToken0000000000000000000000"));
    api.post(
        "/destinations",
        Map.of(
            "kind",
            "utmify",
            "name",
            "UTMify (demonstração)",
            "token",
            "sandboxUtmifyDemoToken0000000000000000"));
  }

  private List<Map<String, ?>> pictures() throws InterruptedException {
    var pictures = new ArrayList<Map<String, ?>>();
    for (var name : PICTURES) {
      var file = BodyPublishers.ofInputStream(() -> DemoCommands.class.getResourceAsStream(name));
      pictures.add(Map.of("id", api.upload("/media?name=" + name, file).path("id").asLong()));
    }
    return pictures;
  }

  private void add(Bot bot, List<Map<String, ?>> pictures) throws InterruptedException {
    var path = "/bots/" + bot.slug();
    new BotCommands(api, console)
        .add(bot.slug(), bot.token(), bot.name(), bot.gateway(), new JsonFlag());
    api.put(
        path + "/messages/start",
        Map.of(
            "media",
            pictures,
            "textAsCaption",
            true,
            "texts",
            List.of(
                "Oi, {{user_name}}! 👋\nQue bom ver você por aqui.",
                "O VIP tem conteúdo novo todo dia, sem anúncios. Escolha o seu plano e pague com PIX: o acesso chega na hora.")));
    api.put(
        path + "/messages/delivery",
        Map.of(
            "texts",
            List.of("Pagamento confirmado! 🎉\nSeu acesso ao VIP: https://t.me/+demonstracao")));
    plan(path, "Mensal", 1990, "30 dias");
    plan(path, "Trimestral", 4990, "90 dias");
    plan(path, "Vitalício", 9990, "para sempre");
    api.post(
        "/links",
        Map.of("slug", bot.link(), "bot", bot.slug(), "name", "Anúncio de " + bot.name()));
  }

  /// A restarted sandbox has forgotten its webhooks.
  private int reconnect() throws InterruptedException {
    for (var bot : api.get("/bots")) {
      api.post("/bots/" + bot.path("slug").asText() + "/connect", Map.of());
    }
    console.line("Bots conectados de novo à sandbox");
    return 0;
  }

  private void plan(String bot, String name, long priceCents, String duration)
      throws InterruptedException {
    api.post(bot + "/plans", Map.of("name", name, "priceCents", priceCents, "duration", duration));
  }

  private boolean has(String path, String field, String value) throws InterruptedException {
    return StreamSupport.stream(api.get(path).spliterator(), false)
        .anyMatch(row -> row.path(field).asText().equals(value));
  }
}
