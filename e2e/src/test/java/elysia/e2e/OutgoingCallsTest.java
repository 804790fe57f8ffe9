package elysia.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URL;

/// Who may call the outside. A webhook waits for nobody's answer (L15), and no PIX code goes where
/// it is not paid (L66).
@AnalyzeClasses(packages = "elysia", importOptions = ImportOption.DoNotIncludeTests.class)
class OutgoingCallsTest {
  @ArchTest
  static final ArchRule only_the_owner_of_a_service_calls_it =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "elysia.messages.telegram..",
              "elysia.payments.gateway..",
              "elysia.tracking.destination..",
              "elysia.panel.cli..",
              "elysia.sandbox..",
              "elysia.localstack..",
              "elysia.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net.http..", "io.micronaut.http.client..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.net.URLConnection")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.net.HttpURLConnection")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.net.Socket")
          .orShould()
          .callMethod(URL.class, "openStream");

  @ArchTest
  static final ArchRule only_media_leave_for_a_store =
      noClasses()
          .that()
          .resideOutsideOfPackage("elysia.runtime.media..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..");
}
