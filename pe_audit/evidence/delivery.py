"""Files that build, deliver and start a program: images, pipelines, manifests, infrastructure as code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.expression import expression

if TYPE_CHECKING:
    from pe_audit.evidence.text import File

_BY_NAME = tuple(
    (expression(pattern), kind)
    for pattern, kind in (
        (r"(?:^|/)(?:dockerfile|containerfile)(?:[.\-_][^/]*)?$|\.(?:dockerfile|containerfile)$", "Dockerfile"),
        (r"(?:^|/)(?:docker-)?(?:compose|stack)[^/]*\.ya?ml$", "compose file"),
        (r"(?:^|/)\.(?:github|gitea|forgejo)/(?:workflows|actions)/.*\.ya?ml$", "workflow"),
        (r"(?:^|/)\.gitlab-ci[^/]*\.ya?ml$|(?:^|/)\.gitlab/.*\.ya?ml$", "GitLab pipeline"),
        (r"(?:^|/)\.circleci/[^/]+\.ya?ml$", "CircleCI pipeline"),
        (r"(?:^|/)\.?(?:azure-pipelines|bitbucket-pipelines|buildspec|cloudbuild|appveyor)[^/]*\.ya?ml$", "pipeline"),
        (r"(?:^|/)\.(?:travis|drone|woodpecker)\.ya?ml$", "pipeline"),
        (r"\.(?:tf|tofu|tfvars)(?:\.json)?$", "Terraform file"),
        (r"(?:^|/)values[^/]*\.ya?ml$", "Helm values file"),
        (r"(?:^|/)(?:group_vars|host_vars)/.*\.ya?ml$|(?:^|/)roles/[^/]+/(?:vars|defaults)/.*\.ya?ml$", "Ansible file"),
        (r"(?:^|/)(?:cloud-init|user-data)[^/]*\.ya?ml$", "cloud-init file"),
    )
)
_BY_CONTENT = tuple(
    (expression(pattern, re.MULTILINE), kind)
    for pattern, kind in (
        (rb"\A(?:\xef\xbb\xbf)?#cloud-config", "cloud-init file"),
        (rb"\bAWSTemplateFormatVersion\"? *:|\bType\"? *: *[\"']?AWS::", "CloudFormation template"),
        (rb"^[ \t]*apiVersion: *[\"']?[a-z]|\"apiVersion\" *: *\"[a-z]", "Kubernetes manifest"),
        (rb"^services:[ \t]*\r?$", "compose file"),
        (rb"^- (?:name:.{0,200}\r?\n  )?hosts:", "Ansible file"),
    )
)
_HEAD = 50_000  # bytes: what a file is stands near its top


def delivery_of(file: File) -> str | None:
    """What kind of such a file this is, as a noun, by its name or by its content; None for any other file."""
    lower = file.uri.lower()
    for pattern, kind in _BY_NAME:
        if pattern.search(lower):
            return kind
    if lower.endswith((".yaml", ".yml", ".json", ".template")):
        head = file.data[:_HEAD]
        return next((kind for mark, kind in _BY_CONTENT if mark.search(head)), None)
    return None
