"""The one place where the stages are put in order.

In: a text or `Report`. Out: a `Reading`. Every stage gets the `Doc` and what came before it:

    parsing.load(lang)(text)                                             -> Doc
    actors.find(doc, report, record)                                     -> Found(actors, mentions)
    times.find(doc, report)                                              -> tuple[TimeExpression]
    statements.find(doc, report, mentions, times)                        -> tuple[Statement]
    events.find(doc, report, mentions, times, statements)                -> tuple[Event]
    claims.find(doc, report, mentions, times, statements)                -> tuple[Claim]
    claims.judge(claim, record, report)                                  -> Verdict
"""
