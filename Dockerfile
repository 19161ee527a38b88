FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=1 go build -trimpath \
      -tags osusergo,netgo,sqlite_omit_load_extension \
      -ldflags '-s -w -extldflags "-static"' \
      -o /xieshang ./cmd/xieshang

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --create-home --home-dir /home/xieshang xieshang \
 && install -d -o xieshang -g xieshang -m 700 /data
COPY --from=build /xieshang /usr/local/bin/xieshang
USER xieshang
WORKDIR /home/xieshang
ENV XIESHANG_DB=/data/xieshang.db XIESHANG_KEY_FILE=/data/xieshang.key
VOLUME /data
HEALTHCHECK --interval=5m --timeout=30s --start-period=1m CMD ["xieshang", "doctor"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["xieshang"]
CMD ["serve"]
