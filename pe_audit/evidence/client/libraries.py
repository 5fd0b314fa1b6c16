"""HTTP clients of each language: how they are made, what sends, and how long they wait when nothing is said.

Calls are matched whole, as `called` writes them: `axios.post`, `Http::post`, `HttpClient` for `new HttpClient()`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Library(NamedTuple):
    """One HTTP client. Patterns are regular expressions, matched whole.

    `sends`: calls that go out on a client of their own. `makes`: calls that make a client. `methods`: what sends when
    called on a client. `types`: what a client is declared as where it is handed in. `waits`: the limit that holds when
    none is set, in words; empty where there is none. `needs`: what a file must hold for `sends` to mean this library.
    `opens`: what `sends` gives back is the request, which is set up only then.
    """

    name: str
    sends: str = ""
    makes: str = ""
    methods: str = ""
    types: str = ""
    waits: str = ""
    needs: str = ""
    opens: bool = False


_VERBS = "get|post|put|patch|delete|head|request"
_PHP = (
    Library("curl", sends=r"\\?curl_exec", makes=r"\\?curl_init"),
    Library(
        "Guzzle",
        makes=r"\\?(?:GuzzleHttp\\)?(?:Client|GuzzleClient|HttpClient)",
        methods=rf"(?:{_VERBS}|send|request)(?:Async)?",
        types=r"\\?(?:GuzzleHttp\\)?(?:Client|ClientInterface|GuzzleClient)",
        needs="Guzzle",
    ),
    Library("Requests", sends=rf"\\?(?:WpOrg\\Requests\\)?Requests::(?:{_VERBS})", waits="10 seconds"),
    Library("WordPress", sends=r"\\?wp_(?:safe_)?remote_(?:get|post|head|request)", waits="5 seconds"),
    Library(
        "Laravel's Http",
        sends=rf"\\?(?:[\w\\]*\\)?Http::(?:{_VERBS}|send)",
        makes=r"\\?(?:[\w\\]*\\)?Http::\w+",
        methods=f"{_VERBS}|send",
        waits="30 seconds",
    ),
    Library(
        "Symfony's HttpClient",
        makes=r"\\?(?:\w+\\)*HttpClient::create\w*",
        methods="request",
        types=r"\\?(?:\w+\\)*HttpClientInterface",
        waits="60 seconds without a byte",
    ),
    Library("SoapClient", makes=r"\\?(?:SoapClient|nusoap_client)", waits="60 seconds without a byte"),
)
_JAVASCRIPT = (
    Library(
        "axios",
        sends=rf"axios(?:\.default)?(?:\.(?:{_VERBS}))?",
        makes=r"axios(?:\.default)?\.create",
        methods=_VERBS,
        types="AxiosInstance",
    ),
    Library("fetch", sends=r"(?:(?:window|globalThis|self|undici)\.)?fetch|(?:node|cross)_?[fF]etch|undici\.request"),
    Library("got", sends=rf"got(?:\.(?:{_VERBS}))?", makes=r"got\.extend", methods=_VERBS, needs=r"['\"]got['\"]"),
    Library("superagent", sends=rf"superagent(?:\.(?:{_VERBS}|del))?"),
    Library("needle", sends=rf"needle(?:\.(?:{_VERBS}))?"),
    Library(
        "request",
        sends=r"(?:request|rp|requestPromise)(?:\.(?:get|post|put|patch|delete|del))?",
        needs=r"(?:require\(|from\s)\s*['\"]request(?:-promise)?(?:-native)?['\"]",
    ),
    Library("ky", sends=rf"ky(?:\.(?:{_VERBS}))?", makes=r"ky\.(?:create|extend)", methods=_VERBS, waits="10 seconds"),
    Library("https", sends=r"https\.(?:request|get)", opens=True),
    Library("NestJS's HttpService", types="HttpService", methods=_VERBS),
)
_PYTHON = (
    Library("requests", sends=rf"requests\.(?:{_VERBS})", makes=r"(?:requests\.)?[Ss]ession", methods=f"{_VERBS}|send",
            types=r"requests\.Session", needs="requests"),
    Library("httpx", sends=rf"httpx\.(?:{_VERBS})", makes=r"httpx\.(?:Async)?Client", methods=f"{_VERBS}|send",
            types=r"httpx\.(?:Async)?Client", waits="5 seconds"),
    Library("aiohttp", makes=r"(?:aiohttp\.)?ClientSession", methods=_VERBS, types=r"(?:aiohttp\.)?ClientSession",
            waits="5 minutes"),
    Library("urllib", sends=r"(?:(?:urllib\.)?request\.|urllib2?\.)?urlopen"),
    Library("urllib3", makes=r"(?:urllib3\.)?PoolManager", methods=r"request|urlopen", types=r"urllib3\.PoolManager"),
    Library("http.client", makes=r"(?:http\.client\.)?HTTPS?Connection", methods="request"),
)  # fmt: skip
_JAVA = (
    Library("RestTemplate", makes=r"RestTemplate(?:Builder)?", types="RestTemplate",
            methods=r"exchange|execute|put|delete|(?:post|get|patch)For(?:Object|Entity|Location)"),
    Library("OkHttp", makes=r"OkHttpClient(?:\.Builder)?", methods="newCall", types="OkHttpClient",
            waits="10 seconds"),
    Library("Apache's HttpClient", methods="execute", types=r"(?:Closeable|Default)?HttpClient",
            makes=r"(?:HttpClients\.\w+|HttpClientBuilder\.create|DefaultHttpClient|HttpClientBuilder)",
            needs=r"org\.apache"),
    Library("java.net.http", makes=r"HttpClient\.(?:newHttpClient|newBuilder)", methods=r"send(?:Async)?",
            types="HttpClient", needs=r"java\.net\.http"),
    Library("HttpURLConnection", sends=r"(?:.*\.)?openConnection", opens=True),
    Library("Spring's RestClient", makes=r"RestClient\.(?:create|builder)", methods="get|post|put|patch|delete|method",
            types="RestClient"),
    Library("WebClient", makes=r"WebClient\.(?:create|builder)", methods="get|post|put|patch|delete|method",
            types="WebClient"),
    Library("JAX-RS", makes=r"ClientBuilder\.newClient", methods="target"),
    Library("Unirest", sends=r"Unirest\.(?:get|post|put|patch|delete)", waits="60 seconds"),
)  # fmt: skip
_KOTLIN = (
    *_JAVA,
    Library("Ktor", makes="HttpClient", methods=f"{_VERBS}|submitForm", types="HttpClient", waits="15 seconds",
            needs=r"io\.ktor"),
)  # fmt: skip
_CSHARP = (
    Library("HttpClient", makes=r"HttpClient|(?:\w+\.)*(?:AddHttpClient|CreateClient)", types="HttpClient",
            methods=r"(?:Get|Post|Put|Patch|Delete)\w*Async|Send(?:Async)?", waits="100 seconds"),
    Library("RestSharp", makes="RestClient", types="I?RestClient", methods=r"(?:Execute|Get|Post|Put|Delete)\w*",
            waits="100 seconds"),
    Library("HttpWebRequest", sends=r"(?:Http)?WebRequest\.Create(?:Http)?", opens=True,
            waits="100 seconds"),
    Library("WebClient", makes="WebClient", methods=r"(?:Upload|Download)\w+", types="WebClient", waits="100 seconds"),
)  # fmt: skip
_GO = (
    Library("net/http", sends=r"http\.(?:Get|Post|PostForm|Head)|http\.DefaultClient\.(?:Do|Get|Post|PostForm)",
            makes=r"&?http\.Client", methods=r"Do|Get|Post|PostForm|Head", types=r"\*?http\.Client"),
    Library("resty", makes=r"resty\.New(?:WithClient)?", methods=r"Get|Post|Put|Patch|Delete|Execute|Send",
            types=r"\*?resty\.Client"),
    Library("go-retryablehttp", makes=r"retryablehttp\.NewClient", methods=r"Do|Get|Post|PostForm",
            types=r"\*?retryablehttp\.Client"),
)  # fmt: skip
_RUBY = (
    Library("Net::HTTP", sends=r"Net::HTTP[.:]+(?:get|post|post_form|get_response|start)", makes="Net::HTTP",
            methods="get|post|put|patch|delete|request", waits="60 seconds"),
    Library("Faraday", sends=rf"Faraday[.:]+(?:{_VERBS})", makes="Faraday(?:::Connection)?",
            methods=_VERBS, waits="60 seconds"),
    Library("HTTParty", sends=rf"HTTParty[.:]+(?:{_VERBS})", waits="60 seconds"),
    Library("RestClient", sends=rf"RestClient[.:]+(?:{_VERBS})|RestClient::Request[.:]+execute", waits="60 seconds"),
    Library("Typhoeus", sends=rf"Typhoeus(?:::Request)?[.:]+(?:{_VERBS})", makes="Typhoeus::Request",
            methods="run"),
    Library("http.rb", sends=rf"HTTP[.:]+(?:{_VERBS})",
            makes=r"HTTP[.:]+(?:auth|headers|basic_auth|use|persistent|timeout)", methods=_VERBS),
    Library("Savon", makes=r"Savon[.:]+client", waits="60 seconds"),
)  # fmt: skip
_SWIFT = (
    Library("URLSession", makes="URLSession", types="URLSession", waits="60 seconds", methods=r"data|dataTask|upload|"
            r"uploadTask|dataTaskPublisher", sends=r"URLSession\.shared\.(?:data|dataTask|upload|dataTaskPublisher)"),
    Library("Alamofire", sends=r"(?:AF|Alamofire)\.(?:request|upload)", waits="60 seconds"),
)  # fmt: skip
_LIBRARIES = {
    "php": _PHP,
    "javascript": _JAVASCRIPT,
    "typescript": _JAVASCRIPT,
    "python": _PYTHON,
    "java": _JAVA,
    "kotlin": _KOTLIN,
    "csharp": _CSHARP,
    "go": _GO,
    "ruby": _RUBY,
    "swift": _SWIFT,
}


class Known(NamedTuple):
    """A library's patterns, compiled; None where it has none."""

    library: Library
    sends: re.Pattern[str] | None
    makes: re.Pattern[str] | None
    methods: re.Pattern[str] | None


def libraries_of(language: str, data: bytes) -> list[Known]:
    """The libraries that code of a language may use, as far as the file does not rule them out."""
    return [known for known, needs in _compiled(language) if needs is None or needs.search(data)]


@lru_cache(maxsize=16)
def _compiled(language: str) -> tuple[tuple[Known, re.Pattern[bytes] | None], ...]:
    return tuple(
        (
            Known(one, _pattern(one.sends), _pattern(one.makes), _pattern(one.methods)),
            re.compile(one.needs.encode()) if one.needs else None,
        )
        for one in _LIBRARIES.get(language, ())
    )


def _pattern(text: str) -> re.Pattern[str] | None:
    return re.compile(text) if text else None


@lru_cache(maxsize=64)
def handed_in(types: str) -> re.Pattern[bytes]:
    """Finds what is declared to be a client: `private RestTemplate rest;`, `http: HttpService`."""
    before = rf"(?:^|[\s(,<])(?:{types})\s+\$?(?P<after>\w+)\s*[;=,)]"
    behind = rf"\b(?P<before>\w+)\s*:?\s*(?:{types})\s*[,)=;\n]"
    return re.compile(f"{before}|{behind}".encode(), re.MULTILINE)
