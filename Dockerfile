# The Flatline image: every command of the command line, as a service runs it. Built from the sources here, so that
# `docker compose up --build` works on a fresh clone.
FROM maven:3.9.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY . .
RUN mvn -B -q -Dquick -pl command-line -am package \
 && mkdir lib \
 && tr ':' '\n' < command-line/target/runtime.classpath | xargs cp -t lib \
 && cp command-line/target/flatline-command-line-*.jar lib

FROM eclipse-temurin:17-jre-jammy
# A number, not a name: it must be known to be no root without a look into the image.
RUN install -d -o 65532 -g 65532 /var/lib/flatline
COPY --from=build /build/lib /opt/flatline/lib
USER 65532:65532
WORKDIR /var/lib/flatline
VOLUME /var/lib/flatline
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-cp", "/opt/flatline/lib/*", "dev.flatline.cli.Flatline"]
CMD ["--help"]
