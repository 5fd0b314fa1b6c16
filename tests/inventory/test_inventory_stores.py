"""What each store exports, in the forms its tools print (all names, dates and values made up)."""

from __future__ import annotations

import base64
import json
from datetime import date
from typing import Any

import pytest

from pe_audit.inventory import Exported, read
from pe_audit.model import PeAuditError

CANARY = "canary-Zr8kQ2pW9xT4mB7nL3vC"
ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:pagoefectivo/api-AbCdEf"
REPORT = """\
user,arn,user_creation_time,access_key_1_active,access_key_1_last_rotated,access_key_2_active,access_key_2_last_rotated
<root_account>,arn:aws:iam::123456789012:root,2020-01-01T00:00:00+00:00,false,N/A,false,N/A
pagos,arn:aws:iam::123456789012:user/pagos,2020-01-01T00:00:00+00:00,true,2026-08-24T10:00:00+00:00,false,2024-01-02T10:00:00+00:00
"""
KUBERNETES = {
    "apiVersion": "v1",
    "kind": "Secret",
    "type": "Opaque",
    "data": {"secretKey": base64.b64encode(CANARY.encode()).decode()},
    "metadata": {
        "name": "pagoefectivo",
        "namespace": "shop",
        "creationTimestamp": "2026-03-01T10:00:00Z",
        "annotations": {
            "kubectl.kubernetes.io/last-applied-configuration": json.dumps({"stringData": {"secretKey": CANARY}}),
            "shop.example/rotated-at": "2026-08-24",
            "shop.example/next-rotation": "2026-11-24",
        },
    },
}
GOOGLE = "projects/987654321/secrets/pagoefectivo-webhook"
AZURE = "https://tienda-kv.vault.azure.net"


def only(data: Any, name: str = "export.json") -> Exported:
    (key,) = read(name, data if isinstance(data, bytes) else json.dumps(data).encode())
    return key


class TestAws:
    def test_list_secrets_of_version_2_of_the_cli(self) -> None:
        secret = {"ARN": ARN, "Name": "pagoefectivo/api", "CreatedDate": "2026-08-24T22:00:00.500000-05:00"}
        key = only({"SecretList": [{**secret, "SecretVersionsToStages": {"87c2": ["AWSCURRENT"]}}]})
        assert key == Exported("pagoefectivo/api", "AWS Secrets Manager, us-east-1", date(2026, 8, 25), is_exact=False)

    def test_list_secrets_of_version_1_of_the_cli(self) -> None:
        assert only({"SecretList": [{"Name": "a", "CreatedDate": 1787616000.5}]}).created == date(2026, 8, 25)

    def test_a_rotation_dates_the_value(self) -> None:
        dates = {"CreatedDate": "2024-01-01T00:00:00Z", "LastRotatedDate": "2026-08-24T00:00:00Z"}
        key = only({"ARN": ARN, "Name": "a", "VersionIdsToStages": {}, **dates})
        assert (key.created, key.is_exact) == (date(2026, 8, 24), True)

    def test_a_change_without_a_rotation_is_told_and_not_believed(self) -> None:
        dates = {"CreatedDate": "2024-01-01T00:00:00Z", "LastChangedDate": "2026-08-24T00:00:00Z"}
        key = only({"SecretList": [{"Name": "a", **dates}]})
        assert key.created == date(2024, 1, 1)
        assert "2026-08-24" in key.note and "list-secret-version-ids" in key.note

    def test_versions_date_the_one_in_use(self) -> None:
        versions = [
            {"VersionId": "1", "VersionStages": ["AWSPREVIOUS"], "CreatedDate": "2026-09-01T00:00:00Z"},
            {"VersionId": "2", "VersionStages": ["AWSCURRENT"], "CreatedDate": "2026-08-24T00:00:00Z"},
            {"VersionId": "3", "VersionStages": ["AWSPENDING"], "CreatedDate": "2026-10-01T00:00:00Z"},
        ]
        key = only({"Versions": versions, "ARN": ARN, "Name": "a"})
        assert (key.created, key.is_exact, key.is_retired) == (date(2026, 8, 24), True, False)

    def test_a_secret_marked_for_deletion_is_retired(self) -> None:
        key = only({"SecretList": [{"Name": "a", "DeletedDate": "2026-08-24T00:00:00Z"}]})
        assert (key.is_retired, key.retired) == (True, date(2026, 8, 24))

    def test_access_keys_show_four_characters(self) -> None:
        number = "AKIA" + "IOSFODNN7EXAMPLE"
        listed = {
            "UserName": "pagos",
            "AccessKeyId": number,
            "Status": "Inactive",
            "CreateDate": "2026-08-24T00:00:00Z",
        }
        key = only({"AccessKeyMetadata": [listed]})
        assert (key.id, key.created, key.is_retired) == ("pagos/MPLE", date(2026, 8, 24), True)
        assert number not in repr(key)

    @pytest.mark.parametrize("is_json", [False, True], ids=["csv", "json"])
    def test_credential_report(self, is_json: bool) -> None:
        content = base64.b64encode(REPORT.encode()).decode()
        data = json.dumps({"Content": content, "ReportFormat": "text/csv"}) if is_json else REPORT
        assert [(key.id, key.created, key.is_retired) for key in read("report", data.encode())] == [
            ("pagos access key 1", date(2026, 8, 24), False),
            ("pagos access key 2", date(2024, 1, 2), True),
        ]


class TestGoogle:
    def test_versions_date_the_youngest_enabled_one(self) -> None:
        made = {"1": ("2024-01-01", "DESTROYED"), "2": ("2026-08-24", "ENABLED"), "3": ("2026-10-01", "DISABLED")}
        versions = [
            {"name": f"{GOOGLE}/versions/{number}", "createTime": f"{day}T01:02:03.798342Z", "state": state}
            for number, (day, state) in made.items()
        ]
        key = only(versions)
        assert key == Exported("pagoefectivo-webhook", "Google Secret Manager, 987654321", date(2026, 8, 24))

    def test_a_secret_alone_has_no_exact_date(self) -> None:
        key = only([{"name": GOOGLE, "createTime": "2026-08-24T00:00:00Z", "replication": {"automatic": {}}}])
        assert (key.created, key.is_exact) == (date(2026, 8, 24), False)

    def test_one_version_described_is_read_too(self) -> None:
        key = only({"name": f"{GOOGLE}/versions/1", "createTime": "2026-08-24T00:00:00Z", "state": "DISABLED"})
        assert key.is_retired


class TestAzure:
    def test_list_dates_the_current_version_and_the_value_is_left_alone(self) -> None:
        attributes = {"created": "2026-08-24T14:00:16+00:00", "enabled": True, "expires": None, "updated": None}
        item = {"attributes": attributes, "id": f"{AZURE}/secrets/pe-api/78186406558a4f53", "name": "pe-api"}
        for data in ([item], {**item, "value": CANARY}, {"value": [item]}):
            key = only(data)
            assert key == Exported("pe-api", "Azure Key Vault, tienda-kv", date(2026, 8, 24))

    def test_versions_date_the_youngest_enabled_one(self) -> None:
        made = {"a": ("2026-01-01", True), "b": ("2026-08-24", True), "c": ("2026-09-01", False)}
        items = [
            {"attributes": {"created": f"{day}T00:00:00+00:00", "enabled": on}, "id": f"{AZURE}/secrets/pe/{version}"}
            for version, (day, on) in made.items()
        ]
        assert only(items).created == date(2026, 8, 24)

    def test_keys_and_seconds_since_1970(self) -> None:
        item = {"kid": f"{AZURE}/keys/firma/1", "attributes": {"enabled": True, "created": 1787616000}}
        assert only([item]).created == date(2026, 8, 25)
        assert only({"key": {"kid": item["kid"]}, "attributes": item["attributes"]}).id == "firma"


class TestVault:
    def test_metadata_dates_the_youngest_version_left(self) -> None:
        versions = {
            "1": {"created_time": "2024-01-01T00:00:00.123456789Z", "deletion_time": "", "destroyed": False},
            "2": {"created_time": "2026-08-24T00:00:00.123456789Z", "deletion_time": "", "destroyed": False},
            "3": {"created_time": "2026-10-01T00:00:00Z", "deletion_time": "2026-10-02T00:00:00Z", "destroyed": False},
        }
        data = {
            "request_id": "x",
            "data": {"current_version": 3, "custom_metadata": {"a": CANARY}, "versions": versions},
        }
        key = only(data, "exports/pagoefectivo-api.json")
        assert key == Exported("pagoefectivo-api", "HashiCorp Vault", date(2026, 8, 24))

    def test_of_a_secret_read_only_the_metadata_is_taken(self) -> None:
        metadata = {"created_time": "2026-08-24T00:00:00Z", "deletion_time": "", "destroyed": True, "version": 1}
        key = only({"data": {"data": {"secretKey": CANARY}, "metadata": metadata}}, "a.json")
        assert key.is_retired
        assert CANARY not in repr(key)

    def test_from_standard_input_it_has_no_name(self) -> None:
        with pytest.raises(PeAuditError, match="does not say the key's name"):
            read("-", json.dumps({"data": {"versions": {"1": {"created_time": "2026-08-24T00:00:00Z"}}}}).encode())


class TestKubernetes:
    @pytest.mark.parametrize("is_list", [False, True], ids=["one", "list"])
    @pytest.mark.parametrize("is_yaml", [False, True], ids=["json", "yaml"])
    def test_metadata_alone_is_taken(self, is_list: bool, is_yaml: bool) -> None:
        import yaml

        data: Any = {"apiVersion": "v1", "items": [KUBERNETES], "kind": "List"} if is_list else KUBERNETES
        key = only((yaml.safe_dump(data) if is_yaml else json.dumps(data)).encode())
        assert key == Exported("pagoefectivo", "Kubernetes, shop", date(2026, 8, 24))

    def test_without_an_annotation_the_date_is_that_of_the_entry(self) -> None:
        metadata = {"name": "a", "creationTimestamp": "2026-03-01T10:00:00Z"}
        key = only({"kind": "Secret", "metadata": metadata})
        assert (key.created, key.is_exact) == (date(2026, 3, 1), False)

    def test_other_objects_and_releases_of_helm_are_no_keys(self) -> None:
        others = [{"kind": "ConfigMap", "metadata": {"name": "a"}}, {**KUBERNETES, "type": "helm.sh/release.v1"}]
        assert [key.id for key in read("x", json.dumps({"items": [*others, KUBERNETES]}).encode())] == ["pagoefectivo"]

    def test_several_documents_are_refused(self) -> None:
        one = b"kind: Secret\nmetadata: {name: a}\n"
        with pytest.raises(PeAuditError, match="several YAML documents"):
            read("a.yaml", one + b"---\n" + one)
