package elysia.panel.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;

/// `demo seed`: the bot that `./elysia up` shows with the sandbox. Every credential here opens only
/// the sandbox.
@Command(name = "demo", description = "Dados de demonstração: seed.")
final class DemoCommands {
  private static final String BOT = "demo_vip_bot";

  private final ApiClient api;
  private final Console console;

  DemoCommands(ApiClient api, Console console) {
    this.api = api;
    this.console = console;
  }

  @Command(description = "Cria o bot de demonstração; rodar de novo só reconecta os bots.")
  int seed() throws InterruptedException {
    if (has("/bots", "slug", BOT)) {
      return reconnect();
    }
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
    int added =
        new BotCommands(api, console)
            .add(
                BOT,
                "700000001:SANDBOX-demo-token-opens-nothing-00",
                "VIP da Demonstração",
                "pushinpay",
                new JsonFlag());
    api.put(
        "/bots/" + BOT + "/messages/start",
        Map.of(
            "texts",
            List.of(
                "Oi, {{user_name}}! 👋\nQue bom ver você por aqui.",
                "O VIP tem conteúdo novo todo dia, sem anúncios. Escolha o seu plano e pague com PIX: o acesso chega na hora.")));
    api.put(
        "/bots/" + BOT + "/messages/delivery",
        Map.of(
            "texts",
            List.of("Pagamento confirmado! 🎉\nSeu acesso ao VIP: https://t.me/+demonstracao")));
    plan("Mensal", 1990, "30 dias");
    plan("Trimestral", 4990, "90 dias");
    plan("Vitalício", 9990, "para sempre");
    api.post("/links", Map.of("slug", "demo", "bot", BOT, "name", "Anúncio de demonstração"));
    console.line("Bot de demonstração pronto");
    return added;
  }

  /// A restarted sandbox has forgotten its webhooks.
  private int reconnect() throws InterruptedException {
    for (var bot : api.get("/bots")) {
      api.post("/bots/" + bot.path("slug").asText() + "/connect", Map.of());
    }
    console.line("Bots conectados de novo à sandbox");
    return 0;
  }

  private void plan(String name, long priceCents, String duration) throws InterruptedException {
    api.post(
        "/bots/" + BOT + "/plans",
        Map.of("name", name, "priceCents", priceCents, "duration", duration));
  }

  private boolean has(String path, String field, String value) throws InterruptedException {
    return StreamSupport.stream(api.get(path).spliterator(), false)
        .anyMatch(row -> row.path(field).asText().equals(value));
  }
}
