"""Pages in the manner of real sites, whose layout tells who speaks; what is not the article says noise."""

# ruff: noqa: E501 - markup as sites write it

from __future__ import annotations

import json
from typing import Any

LEAD = "The dam above Orrin Vale held through the night, although the river rose by three metres before dawn."
SPOKEN = "“We had no boats,” said Ana Reyes, who runs the ferry. “Nobody had told us that the river would rise.”"
CLOSE = "The council will meet on Friday to decide what the repair of the spillway may cost."
MORE = (
    "Engineers had warned in spring that the gates were old, and a report of theirs was never printed.",
    "“It was read by nobody,” said Tom Bell, the harbour master. “I sent it twice.”",
    "Three families were taken out of their houses by a farmer with a tractor and a hay cart.",
    "Schools stay shut until Monday, and the road to Leith is open for lorries only.",
)


def data(**told: Any) -> str:
    """A script of JSON-LD."""
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **told})}</script>'


def paragraphs(*texts: str) -> str:
    """Each text in a <p>."""
    return "".join(f"<p>{text}</p>\n" for text in texts)


WORDPRESS = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Dam holds | The Orrin Courier</title>
<meta property="og:site_name" content="The Orrin Courier"><meta property="og:title" content="Dam holds | The Orrin Courier">
<meta property="article:published_time" content="2025-06-03T06:30:00+00:00"></head><body class="single single-post">
<header id="masthead"><nav class="main-navigation"><ul><li><a href="/">Noise</a></li></ul></nav></header>
<article class="post-7 post type-post hentry"><header class="entry-header"><h1 class="entry-title">Dam holds</h1>
<div class="entry-meta"><span class="byline">Posted by <span class="author vcard"><a class="url fn n" href="/author/admin">admin</a></span></span></div></header>
<div class="entry-content">{paragraphs(LEAD, SPOKEN)}
<figure class="wp-block-pullquote"><blockquote><p>Nobody had told us that the river would rise</p><cite>Ana Reyes</cite></blockquote></figure>
{paragraphs("The minister wrote to the village:")}
<blockquote class="wp-block-quote"><p>I am sorry for the fear of that night.</p><p>We will pay for every wall.</p><cite>Sara Lund, minister of rivers</cite></blockquote>
<figure class="wp-block-embed is-type-rich is-provider-twitter wp-block-embed-twitter"><div class="wp-block-embed__wrapper">
<blockquote class="twitter-tweet" data-width="550"><p lang="en" dir="ltr">Stay home. All bridges are shut. <a href="https://t.co/x1">pic.twitter.com/x1</a></p>&mdash; Ana Ruiz (@anaruiz) <a href="https://twitter.com/anaruiz/status/1?ref_src=twsrc">March 3, 2025</a></blockquote><script async src="https://platform.twitter.com/widgets.js"></script></div></figure>
<form class="newsletter"><p>Noise in your inbox every morning, sign up now and never miss any.</p><input type="email"></form>
<figure class="wp-block-image"><img src="a.jpg"><figcaption class="wp-element-caption">Noise by the river. Photo: Jo Poe</figcaption></figure>
{paragraphs(CLOSE)}</div></article>
<aside id="secondary" class="widget-area"><h2>Recent noise</h2><ul><li><a href="/z">“Noise,” says the mayor of the noisy town</a></li></ul></aside></body></html>"""

WORDPRESS_TEXT = "\n\n".join(
    (
        *(LEAD, SPOKEN, "The minister wrote to the village:", "> I am sorry for the fear of that night."),
        *("> We will pay for every wall.", "> — Sara Lund, minister of rivers", "> Stay home. All bridges are shut."),
        *("> — Ana Ruiz (@anaruiz) March 3, 2025", CLOSE),
    )
)

BROADSHEET = f"""<!DOCTYPE html><html lang="en"><head><title>Dam holds after a night of rain | World news | The Broadsheet</title>
<meta property="og:title" content="Dam holds after a night of…"><meta property="og:site_name" content="the Broadsheet">
{data(**{"@type": "NewsArticle", "headline": "Dam holds after a night of rain", "datePublished": "2025-06-03T07:30:00.000Z", "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"@type": "Person", "name": "Tom Bell in Leith"}, {"@type": "Person", "name": "Jo Poe"}], "publisher": {"@type": "Organization", "name": "The Broadsheet"}})}
<link rel="canonical" href="https://www.broadsheet.example/world/2025/jun/03/dam"></head><body><header><nav><a href="/">Noise</a></nav></header><main>
<h1>Dam holds after a night of rain</h1><div data-gu-name="meta"><address aria-label="Contributor info">By <a rel="author" href="/ana">Ana Ruiz</a>, political editor</address></div>
<div id="maincontent"><div class="article-body-commercial-selector dcr-a1 article-body-viewer-selector">{paragraphs(LEAD, MORE[0])}
<aside class="dcr-9 element element-pullquote element--supporting"><svg></svg><blockquote><p>It was read by nobody</p></blockquote><footer><cite>Tom Bell</cite></footer></aside>
{paragraphs(MORE[1])}<figure class="element element-image"><img src="x.jpg"><figcaption>Noise above the dam. Photograph: Ann Reed/Harbour Wire</figcaption></figure>
<gu-island name="EmailSignUpWrapper"><figure><div class="signup"><p>Sign up to Noise, our free newsletter with all of the noise of the day.</p><form><button>Sign up</button></form></div></figure></gu-island>
<aside class="element element-pullquote"><blockquote><p>I heard the gates go and thought of the cows, nothing else.</p></blockquote><cite>Mina Holm, farmer</cite></aside>
{paragraphs(MORE[2], CLOSE)}</div></div></main><footer>Noise © 2025</footer></body></html>"""

BROADSHEET_TEXT = "\n\n".join(
    (
        *(LEAD, MORE[0], MORE[1], "> I heard the gates go and thought of the cows, nothing else."),
        *("> — Mina Holm, farmer", MORE[2], CLOSE),
    )
)

BROADCASTER = f"""<!DOCTYPE html><html><head><title>Dam holds - Vale News</title><meta property="og:title" content="Dam holds">
<meta property="og:site_name" content="Vale News"></head><body><main id="main-content"><article>
<header data-component="headline-block"><h1>Dam holds</h1></header>
<div data-component="byline-block"><div><span>Ana Ruiz</span><span>Political correspondent, Vale News</span></div></div>
<figure><div data-component="image-block"><img src="x"><span>Getty Images</span></div><div data-component="caption-block"><figcaption>Noise at the dam in the early morning</figcaption></div></figure>
<div data-component="text-block"><p><b>{LEAD}</b></p></div><div data-component="text-block">{paragraphs(SPOKEN)}</div>
<div data-component="subheadline-block"><h2>What happens now?</h2></div>
<div data-component="text-block"><p><q>I would do it again</q>, said Tom Bell.</p><p>{CLOSE}</p></div>
<div data-component="links-block"><p>More noise</p><ul><li><a href="/q">“Noise,” says a fisherman of the town</a></li></ul></div>
</article></main></body></html>"""

BROADCASTER_TEXT = "\n\n".join(
    (f"**{LEAD}**", SPOKEN, "What happens now?", "“I would do it again”, said Tom Bell.", CLOSE)
)

METROPOLITAN = f"""<html><head><title>Dam Holds After a Night of Rain - The Metropolitan Times</title>
{data(**{"@type": "NewsArticle", "headline": "Dam Holds After a Night of Rain", "datePublished": "2025-06-03T11:02:09.000Z", "author": [{"@type": "Person", "name": "Ana Ruiz"}], "publisher": {"@id": "https://metropolitan.example/#publisher", "name": "The Metropolitan Times"}})}
<meta name="byl" content="By Ana Ruiz"></head><body><div id="app"><main><article id="story"><header><h1>Dam Holds After a Night of Rain</h1></header>
<section name="articleBody"><div class="css-53u6y8 StoryBodyCompanionColumn"><div>{paragraphs(LEAD, SPOKEN)}</div></div><div id="story-ad-1">Noise</div>
<div class="css-53u6y8 StoryBodyCompanionColumn"><div>{paragraphs(*MORE)}</div></div><aside class="css-ew4tgv"><p>Noise about a noise of other noises.</p></aside>
<div class="css-53u6y8 StoryBodyCompanionColumn"><div>{paragraphs(CLOSE)}</div></div></section>
<div class="bottom-of-article"><p>Ana Ruiz writes on noise, rivers and all that comes of both of them.</p></div></article></main></div></body></html>"""

METROPOLITAN_TEXT = "\n\n".join((LEAD, SPOKEN, *MORE, CLOSE))

ESSAYS = f"""<html><head><title>The night of the dam | by Ana Ruiz | Jun, 2025 | Essays</title><meta property="og:title" content="The night of the dam">
<meta property="og:site_name" content="Essays"><meta name="author" content="Ana Ruiz"></head><body><div id="root"><article><div><section><div><div>
<h1 class="pw-post-title">The night of the dam</h1><div class="speechify-ignore"><a rel="author" href="/@ana">Ana Ruiz</a><span>5 min read</span><button>Follow</button></div>
<p class="pw-post-body-paragraph">{LEAD}</p><p class="pw-post-body-paragraph">I spoke to Tom Bell, the harbour master, on the quay.</p>
<p class="pw-post-body-paragraph"><strong>Why was the report not printed?</strong></p><p class="pw-post-body-paragraph">I sent it twice. Nobody read it, as far as I know.</p>
<h3>Did you think of leaving?</h3><p>Every night of that month. Then I thought of the boats.</p>
<p><strong>What now?</strong><br>Now I wait for the meeting on Friday.</p>
<blockquote><p>A river keeps no promises, and a council keeps fewer.</p></blockquote><p>{CLOSE}</p></div></div></section></div></article></div></body></html>"""

ESSAYS_TEXT = "\n\n".join(
    (
        *("The night of the dam", LEAD, "I spoke to Tom Bell, the harbour master, on the quay."),
        *("**Why was the report not printed?**", "I sent it twice. Nobody read it, as far as I know."),
        *("**Did you think of leaving?**", "Every night of that month. Then I thought of the boats."),
        *("**What now?**\nNow I wait for the meeting on Friday.",),
        *("> A river keeps no promises, and a council keeps fewer.", CLOSE),
    )
)

TABLES = f"""<html><head><title>The Orrin Courier: Dam holds</title></head><body bgcolor="#ffffff"><center><table width="640"><tr>
<td><a href="/">Noise</a><br><a href="/sport">More noise</a></td><td><blockquote><h1>Dam holds</h1><font face="Times"><b>By Ana Ruiz</b><p>{LEAD}
<p>{SPOKEN}<p>{MORE[0]}<p>{MORE[1]}<p>{CLOSE}</font></blockquote></td></tr></table></center></body></html>"""

TABLES_TEXT = "\n\n".join(("**By Ana Ruiz**", LEAD, SPOKEN, MORE[0], MORE[1], CLOSE))

GALLERY = f"""<html><head><title>Dam holds</title></head><body><article><h1>Dam holds</h1><div class="media-gallery">
<figure><img src="1.jpg"><button>Hide Caption</button><div class="media-count">1 of 12</div><figcaption>The noise says goodbye to the staff of the town hall in this file photo. (Tom Orr/Harbour Wire)</figcaption></figure></div>
<p>{LEAD}</p><p>{SPOKEN}</p><p class="photo-credit">Noise: Tom Orr for the Harbour Wire of Leith</p><p>{CLOSE}</p>
<form action="/signup"><p>By signing up you agree to receive noise and special offers from our partners.</p><input name="email"></form></article></body></html>"""

GALLERY_TEXT = "\n\n".join(("Dam holds", LEAD, SPOKEN, CLOSE))

STATEMENT = f"""<html><head><title>Statement of the water board</title></head><body><main><h1>Statement of the water board</h1><article>
<p>The water board has published this statement on the night of the flood.</p><blockquote><p>We opened the gates at two, one hour late.</p>
<p>Our engineers did all that they could, and we thank them for it.</p><p>{MORE[3]}</p><p>Nobody of us will be at the fair this year.</p>
<footer>Ana Ruiz<br>Chair of the board</footer></blockquote></article></main></body></html>"""

STATEMENT_TEXT = "\n\n".join(
    (
        *("The water board has published this statement on the night of the flood.",),
        *("> We opened the gates at two, one hour late.",),
        *("> Our engineers did all that they could, and we thank them for it.", f"> {MORE[3]}"),
        *("> Nobody of us will be at the fair this year.", "> — Ana Ruiz, Chair of the board"),
    )
)

LIST_INTERVIEW = f"""<html><body><article><h1>The keeper of the dam</h1><p>{LEAD}</p><dl><dt>Were you afraid?</dt><dd>Only for the cows, to be honest.</dd>
<dt>And now?</dt><dd>Now I sleep again, most nights.</dd></dl><p>{CLOSE}</p></article></body></html>"""

LIST_INTERVIEW_TEXT = "\n\n".join(
    (
        *("The keeper of the dam", LEAD, "**Were you afraid?**", "Only for the cows, to be honest.", "**And now?**"),
        *("Now I sleep again, most nights.", CLOSE),
    )
)

SITES = {
    "wordpress": (WORDPRESS, WORDPRESS_TEXT),
    "broadsheet": (BROADSHEET, BROADSHEET_TEXT),
    "broadcaster": (BROADCASTER, BROADCASTER_TEXT),
    "metropolitan": (METROPOLITAN, METROPOLITAN_TEXT),
    "essays": (ESSAYS, ESSAYS_TEXT),
    "tables": (TABLES, TABLES_TEXT),
    "gallery": (GALLERY, GALLERY_TEXT),
    "statement": (STATEMENT, STATEMENT_TEXT),
    "list-interview": (LIST_INTERVIEW, LIST_INTERVIEW_TEXT),
}
"""Pages and the texts of their articles."""
