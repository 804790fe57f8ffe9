package elysia.e2e;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The walls of the house, checked over every class of every module.
@AnalyzeClasses(packages = "elysia", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] DEPLOYABLES = {
    "elysia.ingress..",
    "elysia.messages..",
    "elysia.payments..",
    "elysia.tracking..",
    "elysia.panel.."
  };

  @ArchTest
  static void the_rules_see_the_whole_house(JavaClasses classes) {
    assertThat(classes).hasSizeGreaterThan(400);
  }

  @ArchTest
  static final ArchRule modules_have_no_cycles =
      slices().matching("elysia.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule the_model_depends_on_nothing =
      classes()
          .that()
          .resideInAPackage("elysia.model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("elysia.model..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule only_messaging_knows_amqp =
      noClasses()
          .that()
          .resideOutsideOfPackage("elysia.messaging..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.rabbitmq..");

  @ArchTest
  static final ArchRule only_db_knows_sql =
      noClasses()
          .that()
          .resideOutsideOfPackages("elysia.db..", "elysia.localstack..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "io.micronaut.data..", "org.postgresql..");

  @ArchTest
  static final ArchRule messaging_and_db_do_not_know_each_other =
      noClasses()
          .that()
          .resideInAnyPackage("elysia.messaging..", "elysia.db..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("elysia.runtime..", "elysia.sandbox..", "elysia.localstack..");

  @ArchTest
  static final ArchRule ingress_touches_the_database_only_for_snapshots_and_metrics =
      noClasses()
          .that()
          .resideInAnyPackage(
              "elysia.ingress.telegram..", "elysia.ingress.gateway..", "elysia.ingress.click..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "elysia.db.Sql",
              "elysia.db.outbox..",
              "elysia.db.payments..",
              "elysia.db.tracking..");

  @ArchTest
  static final ArchRule deployables_never_import_each_other =
      slices()
          .matching("elysia.(ingress|messages|payments|tracking|panel|sandbox)..")
          .should()
          .notDependOnEachOther();

  @ArchTest static final ArchRule no_field_injection = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

  @ArchTest
  static final ArchRule time_comes_from_a_clock =
      noClasses()
          .that()
          .resideInAnyPackage(DEPLOYABLES)
          .or()
          .resideInAnyPackage("elysia.db..", "elysia.messaging..", "elysia.runtime..")
          .should()
          .callMethodWhere(
              com.tngtech.archunit.core.domain.JavaCall.Predicates.target(name("now"))
                  .and(
                      com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                          owner(resideInAPackage("java.time")))))
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule no_floating_point_state =
      noFields().should().haveRawType(double.class).orShould().haveRawType(float.class);

  @ArchTest
  static final ArchRule static_fields_are_final = fields().that().areStatic().should().beFinal();
}
