"""Drives IAM and STS of aws-simulator with the real clients.

usage: aws_iam_test.py PATH_OF_AWS_SIMULATOR
"""

import base64
import json
import time

from aws_clients import REGION
from aws_scenarios import ACCOUNT, Scenarios, main, policy, trust


def jwt(**claims):
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
    return f"{part({'alg': 'RS256'})}.{part(claims)}.c2lnbmF0dXJl"


class Iam(Scenarios):
    # IAM ------------------------------------------------------------------------------------

    def test_manages_policies_and_their_versions(self):
        text = policy("secretsmanager:GetSecretValue")
        made = self.call("iam", "CreatePolicy", PolicyName="p", PolicyDocument=text,
                         Description="d")["Policy"]
        arn = made["Arn"]
        self.assertEqual(arn, f"arn:aws:iam::{ACCOUNT}:policy/p")
        self.assertEqual((made["DefaultVersionId"], made["AttachmentCount"]), ("v1", 0))
        self.refuse("EntityAlreadyExists", "iam", "CreatePolicy", PolicyName="p",
                    PolicyDocument=text)
        self.refuse("MalformedPolicyDocument", "iam", "CreatePolicy", PolicyName="q",
                    PolicyDocument='{"Version":"2012-10-17","Statement":[{"Effect":"Maybe"}]}')
        self.refuse("NoSuchEntity", "iam", "GetPolicy", PolicyArn=arn + "x")
        for _ in range(4):
            version = self.call("iam", "CreatePolicyVersion", PolicyArn=arn, PolicyDocument=text,
                                SetAsDefault=True)["PolicyVersion"]
        self.assertEqual(version["VersionId"], "v5")
        self.refuse("LimitExceeded", "iam", "CreatePolicyVersion", PolicyArn=arn,
                    PolicyDocument=text)
        self.refuse("DeleteConflict", "iam", "DeletePolicyVersion", PolicyArn=arn, VersionId="v5")
        self.call("iam", "SetDefaultPolicyVersion", PolicyArn=arn, VersionId="v1")
        for number in range(2, 6):
            self.call("iam", "DeletePolicyVersion", PolicyArn=arn, VersionId=f"v{number}")
        versions = self.call("iam", "ListPolicyVersions", PolicyArn=arn)["Versions"]
        self.assertEqual([v["VersionId"] for v in versions], ["v1"])
        document = self.call("iam", "GetPolicyVersion", PolicyArn=arn,
                             VersionId="v1")["PolicyVersion"]["Document"]
        self.assertEqual(document, json.loads(text))  # both clients decode the URL encoding
        listed = self.call("iam", "ListPolicies", Scope="Local")["Policies"]
        self.assertEqual([p["Arn"] for p in listed], [arn])
        self.assertEqual(self.call("iam", "GetPolicy", PolicyArn=arn)["Policy"]["Description"], "d")
        self.call("iam", "DeletePolicy", PolicyArn=arn)
        self.refuse("NoSuchEntity", "iam", "DeletePolicy", PolicyArn=arn)

    def test_manages_roles_and_profiles(self):
        ec2 = trust({"Service": "ec2.amazonaws.com"})
        role = self.call("iam", "CreateRole", RoleName="bot", AssumeRolePolicyDocument=ec2,
                         Path="/apps/", MaxSessionDuration=7200)["Role"]
        self.assertEqual(role["Arn"], f"arn:aws:iam::{ACCOUNT}:role/apps/bot")
        self.assertEqual(role["AssumeRolePolicyDocument"], json.loads(ec2))
        self.refuse("EntityAlreadyExists", "iam", "CreateRole", RoleName="BOT",
                    AssumeRolePolicyDocument=ec2)
        self.refuse("MalformedPolicyDocument", "iam", "UpdateAssumeRolePolicy", RoleName="bot",
                    PolicyDocument=policy("s3:GetObject"))
        self.call("iam", "UpdateAssumeRolePolicy", RoleName="bot", PolicyDocument=ec2)
        read = policy("secretsmanager:GetSecretValue")
        arn = self.call("iam", "CreatePolicy", PolicyName="p", PolicyDocument=read)["Policy"]["Arn"]
        for _ in range(2):
            self.call("iam", "AttachRolePolicy", RoleName="bot", PolicyArn=arn)
        attached = self.call("iam", "ListAttachedRolePolicies", RoleName="bot")
        self.assertEqual(attached["AttachedPolicies"], [{"PolicyName": "p", "PolicyArn": arn}])
        self.refuse("DeleteConflict", "iam", "DeletePolicy", PolicyArn=arn)
        self.call("iam", "PutRolePolicy", RoleName="bot", PolicyName="i", PolicyDocument=read)
        self.assertEqual(self.call("iam", "ListRolePolicies", RoleName="bot")["PolicyNames"], ["i"])
        inline = self.call("iam", "GetRolePolicy", RoleName="bot", PolicyName="i")
        self.assertEqual(inline["PolicyDocument"], json.loads(read))

        self.call("iam", "CreateInstanceProfile", InstanceProfileName="bot-profile")
        self.call("iam", "AddRoleToInstanceProfile", InstanceProfileName="bot-profile",
                  RoleName="bot")
        self.refuse("LimitExceeded", "iam", "AddRoleToInstanceProfile",
                    InstanceProfileName="bot-profile", RoleName="bot")
        profile = self.call("iam", "GetInstanceProfile", InstanceProfileName="bot-profile")
        self.assertEqual(profile["InstanceProfile"]["Roles"][0]["Arn"], role["Arn"])
        for operation, parameters in (("ListInstanceProfilesForRole", {"RoleName": "bot"}),
                                      ("ListInstanceProfiles", {})):
            names = [p["InstanceProfileName"] for p in
                     self.call("iam", operation, **parameters)["InstanceProfiles"]]
            self.assertEqual(names, ["bot-profile"])
        self.refuse("DeleteConflict", "iam", "DeleteRole", RoleName="bot")
        self.call("iam", "DetachRolePolicy", RoleName="bot", PolicyArn=arn)
        self.call("iam", "DeleteRolePolicy", RoleName="bot", PolicyName="i")
        self.call("iam", "RemoveRoleFromInstanceProfile", InstanceProfileName="bot-profile",
                  RoleName="bot")
        self.call("iam", "DeleteInstanceProfile", InstanceProfileName="bot-profile")
        self.assertEqual(len(self.call("iam", "ListRoles")["Roles"]), 1)
        self.call("iam", "DeleteRole", RoleName="bot")
        self.refuse("NoSuchEntity", "iam", "GetRole", RoleName="bot")

    def test_simulates_policies(self):
        secret = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:ai-trading-bot/staging"
        text = policy("secretsmanager:GetSecretValue", secret + "-??????", Condition={
            "StringEquals": {"secretsmanager:VersionStage": "AWSCURRENT"}})
        question = {"ActionNames": ["secretsmanager:GetSecretValue"],
                    "ResourceArns": [secret + "-AbCdEf", secret + "-old-AbCdEf"]}
        stage = [{"ContextKeyName": "secretsmanager:VersionStage",
                  "ContextKeyValues": ["AWSCURRENT"], "ContextKeyType": "string"}]
        without = self.call("iam", "SimulateCustomPolicy", PolicyInputList=[text], **question)
        first = without["EvaluationResults"][0]
        self.assertEqual(first["EvalDecision"], "implicitDeny")
        self.assertEqual(first["MissingContextValues"], ["secretsmanager:VersionStage"])
        self.call("iam", "CreateRole", RoleName="bot",
                  AssumeRolePolicyDocument=trust({"Service": "ec2.amazonaws.com"}))
        self.call("iam", "PutRolePolicy", RoleName="bot", PolicyName="i", PolicyDocument=text)
        of_role = self.call("iam", "SimulatePrincipalPolicy", ContextEntries=stage,
                            PolicySourceArn=f"arn:aws:iam::{ACCOUNT}:role/bot", **question)
        self.assertEqual([r["EvalDecision"] for r in of_role["EvaluationResults"]],
                         ["allowed", "implicitDeny"])
        self.refuse("NoSuchEntity", "iam", "SimulatePrincipalPolicy",
                    PolicySourceArn=f"arn:aws:iam::{ACCOUNT}:role/none", **question)

    def test_enforces_the_policies_of_a_user(self):
        self.call("secretsmanager", "CreateSecret", Name="s", SecretString="{}")
        user = self.new_user("reader")
        message = self.refuse("AccessDeniedException", "secretsmanager", "GetSecretValue", user,
                              SecretId="s")
        self.assertIn("no identity-based policy allows the secretsmanager:GetSecretValue action",
                      message)
        self.refuse("AccessDenied", "iam", "ListRoles", user)
        self.call("iam", "PutUserPolicy", UserName="reader", PolicyName="i",
                  PolicyDocument=policy("secretsmanager:Get*"))
        self.call("secretsmanager", "GetSecretValue", user, SecretId="s")
        arn = self.call("iam", "CreatePolicy", PolicyName="stop", PolicyDocument=policy(
            "secretsmanager:*", effect="Deny"))["Policy"]["Arn"]
        self.call("iam", "AttachUserPolicy", UserName="reader", PolicyArn=arn)
        message = self.refuse("AccessDeniedException", "secretsmanager", "GetSecretValue", user,
                              SecretId="s")
        self.assertIn("explicit deny", message)

    # STS ------------------------------------------------------------------------------------

    def test_says_who_calls_and_gives_temporary_keys(self):
        me = self.call("sts", "GetCallerIdentity")
        self.assertEqual(me["Account"], ACCOUNT)
        user = self.new_user("operator")
        session = self.as_key(self.call("sts", "GetSessionToken", user)["Credentials"])
        self.assertEqual(self.call("sts", "GetCallerIdentity", session)["Arn"],
                         f"arn:aws:iam::{ACCOUNT}:user/operator")
        self.refuse("AccessDenied", "sts", "GetSessionToken", session)

        role = self.call("iam", "CreateRole", RoleName="bot", AssumeRolePolicyDocument=trust(
            {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
            Condition={"StringEquals": {"sts:ExternalId": "x-1"}}))["Role"]["Arn"]
        wanted = {"RoleArn": role, "RoleSessionName": "tests", "DurationSeconds": 900}
        self.refuse("AccessDenied", "sts", "AssumeRole", user, ExternalId="x-1", **wanted)
        self.call("iam", "PutUserPolicy", UserName="operator", PolicyName="i",
                  PolicyDocument=policy("sts:AssumeRole", role))
        self.refuse("AccessDenied", "sts", "AssumeRole", user, ExternalId="x-2", **wanted)
        answer = self.call("sts", "AssumeRole", user, ExternalId="x-1", **wanted)
        session = self.as_key(answer["Credentials"])
        self.assertEqual(self.call("sts", "GetCallerIdentity", session)["Arn"],
                         f"arn:aws:sts::{ACCOUNT}:assumed-role/bot/tests")
        self.refuse("ValidationError", "sts", "AssumeRole", user, ExternalId="x-1",
                    **{**wanted, "DurationSeconds": 7200})

    def test_takes_web_identity_tokens(self):
        provider = "token.example.com"
        self.call("iam", "CreateRole", RoleName="web", AssumeRolePolicyDocument=trust(
            {"Federated": f"arn:aws:iam::{ACCOUNT}:oidc-provider/{provider}"},
            "sts:AssumeRoleWithWebIdentity",
            Condition={"StringEquals": {f"{provider}:aud": "sts.amazonaws.com"}}))
        wanted = {"RoleArn": f"arn:aws:iam::{ACCOUNT}:role/web", "RoleSessionName": "pod"}
        claims = {"iss": f"https://{provider}", "sub": "bot", "aud": "sts.amazonaws.com",
                  "exp": int(time.time()) + 600}
        operation = "AssumeRoleWithWebIdentity"
        answer = self.call("sts", operation, WebIdentityToken=jwt(**claims), **wanted)
        self.assertEqual(answer["SubjectFromWebIdentityToken"], "bot")
        self.call("sts", "GetCallerIdentity", self.as_key(answer["Credentials"]))
        self.refuse("AccessDenied", "sts", operation,
                    WebIdentityToken=jwt(**{**claims, "aud": "other"}), **wanted)
        self.refuse("ExpiredTokenException", "sts", operation,
                    WebIdentityToken=jwt(**{**claims, "exp": 1}), **wanted)
        self.refuse("InvalidIdentityToken", "sts", operation, WebIdentityToken="not-a-token",
                    **wanted)


if __name__ == "__main__":
    main(Iam)
