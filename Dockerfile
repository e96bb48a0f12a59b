# Two stages: what is needed to install stays behind.
FROM python:3.12-slim AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY bot bot
COPY intents intents
COPY responses responses
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation . && /venv/bin/python -OO -m compileall -q /venv/lib

FROM python:3.12-slim
# Python's own library comes uncompiled, and the disk will be read-only: each start would compile it in memory.
RUN python -OO -m compileall -q "$(python -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')"; \
    useradd --system --uid 10001 --no-create-home bot && mkdir /data && chown bot /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 XDG_CACHE_HOME=/data/.cache \
    DATABASE_URL=sqlite:////data/bot.sqlite3 LOG_FORMAT=json
USER bot
WORKDIR /data
# The only place that is written to; run with --read-only --tmpfs /tmp (see compose.yaml).
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request as r; os.environ.get('WEBHOOK_URL') and r.urlopen(f\"http://127.0.0.1:{os.environ.get('PORT', 8080)}/healthz\")"]
STOPSIGNAL SIGTERM
# -OO leaves docstrings out, 4 MiB of them; it was compiled for that above, as the disk is read-only.
CMD ["python", "-OO", "-m", "bot", "run"]
