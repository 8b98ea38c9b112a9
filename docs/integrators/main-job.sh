#!/usr/bin/env bash
# The main job over the API, against a demonstration that runs: a token for a department's system, a citizen applies,
# officers decide, anybody verifies. Needs curl and jq.
#   docs/integrators/main-job.sh http://localhost:5080
set -euo pipefail
base=${1:-http://localhost:5080}
api=$base/api/v1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)

key() { cat /proc/sys/kernel/random/uuid; }

# A person's request: call WHO METHOD PATH [curl's arguments]. Every change carries an idempotency key of its own.
call() {
  local who=$1 method=$2 path=$3
  shift 3
  curl --silent --show-error --fail-with-body -b "$work/$who" -X "$method" "$api$path" -H "Idempotency-Key: $(key)" "$@"
}

json() { call "$1" "$2" "$3" -H 'Content-Type: application/json' -d "$4" "${@:5}"; }

# The demonstration lets anybody be anybody. Elsewhere citizens sign in with a code (POST account/sessions, then
# account/sessions/confirmations), staff with a passkey.
sign_in() {
  local who=$1 row=$2 page
  page=$(curl --silent --fail -c "$work/$who" "$base/demo/sign-in" | tr '\n' ' ')
  hidden() { grep -o "name=\"$1\"[^>]*value=\"[^\"]*\"" <<<"$page" | head -1 | sed 's/.*value="//; s/"$//'; }
  local person
  person=$(grep -oE 'value="(citizen|staff)/[^"]*"[^>]*>[^<]*</button>([^<]*</td>.{0,200})?' <<<"$page" | grep -- "$row" | head -1 | sed 's/^value="//; s/".*//')
  curl --silent --fail -b "$work/$who" -c "$work/$who" -o /dev/null "$base/demo/sign-in" \
    --data-urlencode "_handler=$(hidden _handler)" --data-urlencode "__form=$(hidden __form)" --data-urlencode "__key=$(hidden __key)" \
    --data-urlencode "Form.Value=$person"
}

sign_in citizen 'Meera Thomas'
sign_in secretary 'Jisha Menon'
sign_in sanctioner 'Mini Warrier'
sign_in head 'Chandran Sreedharan'

echo '1. A token: what a department'\''s own system reads with'
token=$(json head POST /account/tokens '{"name":"Service Commission","scopes":["cases.read","directory.read"],"days":30}' | jq -r .token)
curl --silent --fail "$api/directory/offices?limit=2" -H "Authorization: Bearer $token" | jq -c '.items[].code'

echo '2. A citizen applies'
draft=$(json citizen POST /drafts '{"service":"old-age-pension"}' | jq -r .id)
# An edit names the version it changes: the ETag of what was read before.
page() {
  local tag
  tag=$(curl --silent --fail -b "$work/citizen" -D - -o /dev/null "$api/drafts/$draft" | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')
  json citizen PUT "/drafts/$draft/pages/$1" "{\"answers\":$2}" -H "If-Match: $tag" | jq -c '{version, nextPage}'
}
page applicant '{"applicant-name":"Meera Thomas","guardian-name":"Thomas","birth-date":"1955-03-11","gender":"female","marital-status":"widowed","mobile":"9847012345"}'
page residence '{"house":"7 Canal Side","panchayat":"L221012","pin-code":"683101","resident-years":30}'
page household '{"lives-alone":true,"annual-income":3600000,"other-pension":false,"pays-income-tax":false}'
page payment '{"pay-by":"home"}'
for document in age-proof identity-proof residence-proof income-certificate-copy; do
  upload=$(call citizen POST "/uploads?name=$document.pdf" -H 'Content-Type: application/pdf' --data-binary "@$here/demo/sample-document.pdf" | jq -r .id)
  json citizen POST "/drafts/$draft/documents/$document" "{\"upload\":\"$upload\"}" >"$work/answer"
done
call citizen GET "/drafts/$draft/check" | jq -c '{wrong, feeTotal}'
call citizen POST "/drafts/$draft/submission" | jq -c '{number, dueAt}'

echo '3. Officers decide'
act() { json "$1" POST "/cases/$draft/actions/$2" "$3" | jq -c '{state, stage}'; }
today=$(date -u +%F)
act secretary forward "{\"fields\":{\"visit-date\":\"$today\",\"visit-report\":\"Visited at home and found it as stated.\"}}"
act secretary recommend "{\"fields\":{\"resolution-number\":\"12/2026\",\"resolution-date\":\"$today\"}}"
act sanctioner approve '{"remarks":"Sanctioned."}'

echo '4. The signed document lies in the locker; anybody verifies it'
for _ in $(seq 30); do
  issued=$(call citizen GET "/issued?limit=1")
  [[ $(jq -r '.items[0].applicationNumber' <<<"$issued") == $(call citizen GET "/cases/$draft" | jq -r .number) ]] && break
  sleep 1
done
jq -c '.items[0] | {number, title, state}' <<<"$issued"
call citizen GET "/issued/$(jq -r '.items[0].id' <<<"$issued")/content" -o "$work/certificate.pdf"
verify=$(jq -r '.items[0].verifyPath' <<<"$issued")
curl --silent --fail "$api$verify" | jq -c .
curl --silent --fail "$api/verify?token=${verify##*/}" -H 'Content-Type: application/pdf' --data-binary "@$work/certificate.pdf" | jq -c .
