# The image holds the wheel that `make wheel` would build, and nothing of the checkout.
#   docker build -t headwater .          then, with Neo4j: docker compose up
# tests/test_docker.py runs the RUN lines below by themselves, where there is no container engine.

FROM python:3.11-slim-bookworm AS builder
WORKDIR /src
COPY requirements.lock requirements-build.lock ./
RUN python -m venv /opt/build
RUN /opt/build/bin/python -m pip install --no-cache-dir --require-hashes -r requirements-build.lock
RUN python -m venv /opt/headwater
RUN /opt/headwater/bin/python -m pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY api api
COPY graph graph
COPY loaders loaders
COPY visualizations visualizations
COPY headwater headwater
RUN /opt/build/bin/python -m hatchling build -t wheel -d /wheels
RUN /opt/headwater/bin/python -m pip install --no-cache-dir --no-deps --no-index --find-links /wheels headwater

FROM python:3.11-slim-bookworm
COPY --from=builder /opt/headwater /opt/headwater
RUN useradd --create-home --uid 10001 headwater && install --directory --owner=headwater --group=headwater /data
USER headwater
WORKDIR /data
VOLUME /data
ENV PATH=/opt/headwater/bin:$PATH PYTHONUNBUFFERED=1
# Beyond loopback the API wants a key: set HEADWATER_API_KEY or HEADWATER_API_KEY_FILE.
ENV HEADWATER_HOST=0.0.0.0 HEADWATER_PORT=8000 HEADWATER_STORE=sqlite:/data/headwater.db
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ.get('HEADWATER_PORT', '8000') + '/v1/health', timeout=4)"]
ENTRYPOINT ["headwater"]
CMD ["serve"]
