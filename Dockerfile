# The API. The base image is named by its digest: docs/howto/services.md says how to look it up.
ARG PYTHON_DIGEST
FROM python:3.12-slim@sha256:${PYTHON_DIGEST} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
COPY requirements/ requirements/
RUN python -m venv /opt/casegraph \
 && /opt/casegraph/bin/pip install --no-deps --require-hashes --only-binary :all: -r requirements/run.txt \
 && python -m venv /opt/build \
 && /opt/build/bin/pip install --no-deps --require-hashes --only-binary :all: -r requirements/build.txt
COPY . .
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
 && /opt/casegraph/bin/pip install --no-deps --no-index /wheels/casegraph-*.whl \
 && /opt/casegraph/bin/pip uninstall --yes pip

FROM python:3.12-slim@sha256:${PYTHON_DIGEST}
RUN groupadd --gid 10001 casegraph \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin casegraph \
 && install --directory --owner=10001 --group=10001 --mode=0700 /data
COPY --from=build /opt/casegraph /opt/casegraph
ENV PATH=/opt/casegraph/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 CASEGRAPH_STORE=/data
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["casegraph"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
