package elysia.db.migration;

import elysia.db.DatabaseUrl;
import java.io.PrintStream;
import java.util.Map;

/// `./elysia migrate`: migrates the database of `DATABASE_URL`, says what it did, and ends with 1
/// when that failed.
public final class MigrateMain {
  private MigrateMain() {}

  public static void main(String[] arguments) {
    System.exit(run(System.getenv(), System.out));
  }

  static int run(Map<String, String> environment, PrintStream out) {
    var url = environment.get("DATABASE_URL");
    if (url == null) {
      out.println("[ERRO] Falta DATABASE_URL: postgresql://usuario:senha@servidor:porta/banco");
      return 1;
    }
    try {
      var applied = new Migrator(DatabaseUrl.parse(url)).migrate();
      for (var migration : applied) {
        out.println("[MIGRATE] Aplicada " + migration.version() + ": " + migration.description());
      }
      out.println(
          applied.isEmpty()
              ? "[MIGRATE] O banco já estava em dia"
              : "[MIGRATE] O banco está em dia, migrações aplicadas: " + applied.size());
      return 0;
    } catch (IllegalArgumentException e) {
      out.println("[ERRO] DATABASE_URL inválida: " + e.getMessage());
      return 1;
    } catch (IllegalStateException e) {
      out.println("[ERRO] A migração parou: " + e.getMessage());
      out.println("[ERRO] O que já foi feito fica. Resolva o motivo e rode de novo: ela continua.");
      return 1;
    }
  }
}
