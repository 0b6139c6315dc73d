"""Pages as sites serve them and browsers save them, around the same paragraphs; what is not the article says so."""

# ruff: noqa: E501 - markup as sites write it

from __future__ import annotations

import json

PARAGRAPHS = (
    "Martin Pellow, 58, admitted on Monday that he had spent £212,000 of the Penmorrow Harbour Trust’s repair fund on "
    "holidays and a motor home.",
    "“I am sorry for everything,” Mr Pellow told the court. “I let the whole town down.”",
    "Judge Ruth Okello said that prison was “inevitable”.",
    "“We trusted him,” said Ana Reyes, who keeps a boat in the harbour. “It is only money, but it was ours.”",
    "Sentencing is on 12 July, and the trust will publish its accounts before that day.",
)
BODY = "".join(f"<p>{text}</p>\n" for text in PARAGRAPHS)
TITLE = "Harbour chief admits fraud"
URL = "https://echo.example/news/harbour-chief"

NEWS_LD = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2025-06-03T07:30:00+01:00",
    "author": [{"@type": "Person", "name": "Jo Trelawny"}, {"@type": "Person", "name": "Sam Poe"}],
    "publisher": {"@type": "Organization", "name": "Penmorrow Echo"},
}

NEWSPAPER = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} – Penmorrow Echo</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Penmorrow Echo">
<meta property="article:published_time" content="2025-06-03T07:30:00+01:00"><meta name="author" content="Jo Trelawny">
<link rel="canonical" href="{URL}"><script>var x = "“Noise,” said the script.";</script></head><body>
<div id="cookie-banner" class="cookie-consent"><p>We use cookies. “Noise,” said our lawyers.</p><button>OK</button></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav></header><main><article>
<nav class="breadcrumb"><a href="/">Home</a> &gt; <a href="/news">News</a></nav><h1>{TITLE}</h1>
<p class="byline">By <a href="/jo">Jo Trelawny</a></p><time datetime="2025-06-03T07:30:00+01:00">3 June 2025</time>
<figure><img src="a.jpg" alt="x"><figcaption>“Noise,” says the caption. Photograph: Ann Reed/Echo</figcaption></figure>
{BODY}<div class="ad">Advertisement, a noise</div><aside class="related"><h3>Related</h3><ul><li><a href="/1">“Noise,” says fisherman</a></li></ul></aside>
<div class="share">Share this article: Facebook Twitter</div></article>
<section id="comments"><h2>Comments</h2><div class="comment"><p>“Noise,” wrote user123 below the line.</p></div></section>
</main><footer><p>© 2025 Penmorrow Media Ltd. “Noise first,” our motto says.</p></footer></body></html>"""

BLOG = f"""<!DOCTYPE html><html><head><meta charset="UTF-8"><title>{TITLE} | Penmorrow Echo</title>
<meta property="og:site_name" content="Penmorrow Echo"><link rel="canonical" href="{URL}">
<meta property="article:published_time" content="2025-06-03T06:30:00+00:00"></head><body class="single-post"><div id="page">
<header id="masthead"><h1 class="site-title"><a href="/">Penmorrow Echo</a></h1><nav><ul><li><a href="/a">Home</a></ul></nav>
</header><div id="content"><article class="post type-post hentry"><header class="entry-header">
<h1 class="entry-title">{TITLE}</h1><div class="entry-meta"><span class="byline">by <a class="url fn n" rel="author"
href="/author/jo">Jo Trelawny</a></span></div></header><div class="entry-content">{BODY}<div class="wp-caption">
<img src="a.jpg"><p class="wp-caption-text">“Noise,” says the caption of a picture of the harbour.</p></div>
<div class="sharedaddy"><h3>Share this:</h3><a href="x">Twitter</a></div><div class="jp-relatedposts"><h3>Related</h3>
<a href="x">“Noise,” says fisherman</a></div></div></article><div id="comments" class="comments-area"><h2>2 thoughts on “Noise”</h2>
<ol class="comment-list"><li><p>“Noise,” she said to me.</p></li></ol></div></div><aside id="secondary" class="widget-area">
<h2>Recent Posts</h2><ul><li><a href="z">“Noise,” says mayor</a></ul></aside><footer>Proudly powered. “Noise,” they say.</footer>
</div></body></html>"""

APP = f"""<!doctype html><html><head><title>{TITLE}</title><script type="application/ld+json">{json.dumps(NEWS_LD)}</script>
</head><body><div id="root"><div class="css-1a"><div class="css-nav"><a href="/">Home</a><a href="/n">News</a></div>
<div class="gdpr-consent">We and our 817 partners store data. “Noise matters,” said the vendor.</div><div class="css-main">
<div role="heading">{TITLE}</div>{"".join(f'<div data-c="text"><p><span>{text}</span></p></div>' for text in PARAGRAPHS)}
<div class="links-block"><p>More on this story</p><ul><li><a href="q">“Noise,” says fisherman</a></li></ul></div>
</div></div></div><script>window.DATA={{}}</script></body></html>"""

OLD = f"""<html><head><title>{TITLE} - Penmorrow Echo</title>
<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head><body><table width="100%"><tr><td>
<a href="/">Home</a><br><a href="/n">News</a></td><td><h1>{TITLE}</h1>By Jo Trelawny<br><br>{"<br><br>".join(PARAGRAPHS)}
</td></tr></table><center>&copy; 2019 Penmorrow Echo</center></body></html>"""

SAVED = f"""<!DOCTYPE html>
<!-- saved from url=(0038)https://www.echo.example/news/harbour -->
<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{BODY}<table><tr><td>Year</td><td>Noise</td></tr>
</table></article><p>Copyright 2019 Echo.</p></body></html>"""

XHTML = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{BODY}</body></html>"""

DATA_ONLY = (
    "<!doctype html><html><head><title>x</title><script type='application/ld+json'>"
    + json.dumps({**NEWS_LD, "articleBody": " ".join(PARAGRAPHS)})
    + "</script></head><body><div id=root></div></body></html>"
)

SAMPLES = {
    **{"newspaper": NEWSPAPER, "blog": BLOG, "app": APP, "old": OLD, "saved": SAVED, "xhtml": XHTML},
    "data-only": DATA_ONLY,
}
